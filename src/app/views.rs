//! Back and forward through the views of the timeline, as a browser goes through pages.

use crate::timeline::Viewport;

/// The views that one stood at. Small steps are no new view: what is kept are landmarks, each clearly elsewhere than
/// the one before, so that a drag or a turn of the wheel does not fill the history.
#[derive(Clone, Debug, Default)]
pub struct Views {
    past: Vec<Viewport>,
    here: Option<Viewport>,
    future: Vec<Viewport>,
}

/// As many as anybody goes back.
const MAX_PAST: usize = 200;

impl Views {
    /// Forgets what was and begins here.
    pub fn begin(&mut self, view: Viewport) {
        *self = Views { here: Some(view), ..Views::default() };
    }

    /// Takes note of where the timeline is now.
    pub fn follow(&mut self, now: Viewport) {
        let Some(here) = self.here else {
            self.here = Some(now);
            return;
        };
        if is_elsewhere(here, now) {
            self.past.push(here);
            self.future.clear();
            self.here = Some(now);
            if self.past.len() > MAX_PAST {
                self.past.remove(0);
            }
        }
    }

    pub fn can_go_back(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn can_go_forward(&self) -> bool {
        !self.future.is_empty()
    }

    /// The view before; `now` is what forward leads to.
    pub fn back(&mut self, now: Viewport) -> Option<Viewport> {
        let view = self.past.pop()?;
        self.future.push(now);
        self.here = Some(view);
        Some(view)
    }

    /// The view that was left by going back.
    pub fn forward(&mut self, now: Viewport) -> Option<Viewport> {
        let view = self.future.pop()?;
        self.past.push(now);
        self.here = Some(view);
        Some(view)
    }
}

/// Half a view further, or half or twice as close.
fn is_elsewhere(from: Viewport, to: Viewport) -> bool {
    let ratio = to.secs() / from.secs();
    let middle = |view: Viewport| view.start() + view.secs() / 2.0;
    let shift = (middle(to) - middle(from)).abs();
    !(0.5..=2.0).contains(&ratio) || shift > from.secs().min(to.secs()) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_lead_through_the_landmarks() {
        let (all, year, day) = (Viewport::new(0.0, 1e9), Viewport::new(5e8, 3e7), Viewport::new(5.1e8, 86_400.0));
        let mut views = Views::default();
        for view in [all, year, day] {
            views.follow(view);
        }
        assert_eq!(views.back(day), Some(year));
        assert_eq!(views.back(year), Some(all));
        assert_eq!(views.back(all), None);
        assert_eq!(views.forward(all), Some(year));
        assert_eq!(views.forward(year), Some(day));
        assert!(!views.can_go_forward() && views.can_go_back());
    }

    #[test]
    fn a_new_way_forgets_the_one_that_was_left() {
        let mut views = Views::default();
        views.follow(Viewport::new(0.0, 100.0));
        views.follow(Viewport::new(500.0, 100.0));
        assert!(views.back(Viewport::new(500.0, 100.0)).is_some());
        views.follow(Viewport::new(-900.0, 100.0));
        assert!(!views.can_go_forward());
    }

    #[test]
    fn a_drag_of_many_small_steps_is_few_views() {
        let mut views = Views::default();
        views.begin(Viewport::new(0.0, 1000.0));
        for step in 0..100 {
            views.follow(Viewport::new(f64::from(step) * 10.0, 1000.0));
        }
        let mut steps = 0;
        while views.back(Viewport::new(0.0, 1000.0)).is_some() {
            steps += 1;
        }
        assert_eq!(steps, 1);
    }
}
