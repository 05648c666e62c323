//! Given names that tell whether somebody is "he" or "she".

use std::collections::HashMap;
use std::sync::LazyLock;

/// Whom a given name is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    Man,
    Woman,
}

/// Names given to men nearly always.
const MEN: &str = "Aaron Abdul Abdullah Adam Ahmad Ahmed Alan Albert Alejandro Alexander Alfred Ali Allen Andre Andrew Anthony Antonio \
    Arthur Barack Barry Ben Benjamin Bernard Bill Bob Boris Brian Bruce Bryan Carl Carlos Charles Christopher Chuck Claude \
    Craig Daniel Dave David Dennis Derek Dick Dmitry Don Donald Doug Douglas Ed Eduardo Edward Emmanuel Eric Erik Ernest \
    Felipe Fernando Francisco Frank Franklin Fred Frederick Gary Geoffrey George Gerald Gerard Giovanni Gordon Graham Greg \
    Gregory Hans Harold Harry Hassan Henry Herbert Hugh Hugo Hussein Ian Ibrahim Igor Ivan Jack Jacob Jacques James Jason Javier \
    Jeff Jeffrey Jeremy Jerry Jim Joe John Jonathan Jorge Jose Joseph Joshua Juan Juergen Justin Karl Keith Ken Kenneth Kevin Khalid \
    Klaus Larry Lars Lawrence Leonard Leonid Louis Luis Luke Malcolm Manuel Marco Marcus Mario Mark Martin Matthew Max Michael Mickey \
    Miguel Mike Mikhail Mitt Mohamed Mohammad Mohammed Muhammad Mustafa Nathan Neil Nicholas Nicolas Nigel Oliver Omar Oscar \
    Pablo Patrick Paul Pedro Pete Peter Philip Phillip Pierre Rafael Ralph Raymond Ricardo Richard Rick Robert Roberto Roger \
    Ronald Roy Rupert Ryan Saddam Sergei Sergey Simon Stanley Stephen Steve Steven Stuart Ted Terry Theodore Thomas Tim Timothy \
    Todd Tom Tony Vincent Vladimir Walter Warren Wayne Wilhelm William Winston Wolfgang Yasser Yuri";

/// Names given to women nearly always.
const WOMEN: &str = "Alice Amanda Amy Andrea Angela Angelina Anita Ann Anna Anne Annie Barbara Beatrice Benazir Beth Betty Brenda Carla Carmen \
    Carol Carolina Caroline Catherine Cecilia Charlotte Cheryl Christina Christine Cindy Clara Claudia Condoleezza Cristina \
    Cynthia Daniela Deborah Debra Diana Diane Donna Dorothy Edith Eleanor Elena Elisabeth Elizabeth Ella Ellen Emily Emma \
    Erica Esther Eva Eve Fatima Fiona Florence Frances Gabriela Gloria Grace Hannah Harriet Helen Helena Hillary Ingrid Irene \
    Isabel Isabella Jane Janet Janice Jean Jennifer Jessica Jill Joan Joanna Josephine Judith Judy Julia Juliet Karen Kate \
    Katherine Kathleen Kathryn Kathy Laura Leila Lena Linda Lisa Liz Lori Louise Lucia Lucy Madeleine Marcia Margaret Maria \
    Marie Marilyn Marina Martha Mary Megan Melanie Melinda Melissa Michelle Monica Nancy Naomi Natalie Natasha Nicole Nina \
    Nora Olga Olivia Pamela Patricia Paula Pauline Penelope Rachel Rebecca Rita Rosa Rose Ruth Samantha Sandra Sara Sarah \
    Sharon Sheila Shirley Silvia Sonia Sophia Sophie Stephanie Sue Susan Susanna Suzanne Sylvia Tatiana Teresa Theresa Tina \
    Ursula Valerie Vanessa Vera Veronica Victoria Virginia Wendy Yolanda Yvonne";

static GIVEN: LazyLock<HashMap<&str, Given>> = LazyLock::new(|| {
    let men = MEN.split_whitespace().map(|name| (name, Given::Man));
    men.chain(WOMEN.split_whitespace().map(|name| (name, Given::Woman))).collect()
});

/// Whom the name is given to, where it is given to one of both nearly always.
pub(super) fn given_to(name: &str) -> Option<Given> {
    GIVEN.get(name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_given_both() {
        for name in MEN.split_whitespace() {
            assert_eq!(given_to(name), Some(Given::Man));
            assert!(!WOMEN.split_whitespace().any(|other| other == name), "{name}");
        }
        assert_eq!(given_to("Ada-Mae"), None);
    }
}
