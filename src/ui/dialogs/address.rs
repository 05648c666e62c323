//! Articles > Add from a web address…: the one thing that goes over the network.

use super::super::theme::Theme;
use super::{buttons, main_button, modal, other_button};
use crate::app::Command;
use crate::import::web_address;
use egui::{Context, Key, RichText, TextEdit};

/// The dialog's state.
#[derive(Default)]
pub struct AddressDialog {
    typed: String,
    had_focus: bool,
}

impl AddressDialog {
    /// Shows it; false when it is to be closed.
    pub fn show(&mut self, ctx: &Context, commands: &mut Vec<Command>) -> bool {
        let mut stay = true;
        let close = modal(ctx, "Add from a web address", 520.0, |ui| {
            let colors = Theme::of(ui);
            let label = ui.label("Web address of an article");
            let hint = "https://example.org/2020/06/12/article";
            let field = ui.add(TextEdit::singleline(&mut self.typed).desired_width(f32::INFINITY).hint_text(hint));
            let field = field.labelled_by(label.id);
            if !std::mem::replace(&mut self.had_focus, true) {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            let address = web_address(&self.typed);
            if address.is_none() && !self.typed.trim().is_empty() {
                let words = "Not a web address. Type it like https://example.org/article.";
                ui.label(RichText::new(words).small().color(colors.warning));
            }
            let words = "The page is asked for once, now. Its server learns your network address and the program's name, \
                as it does from a browser; nothing of your project is sent.";
            ui.label(RichText::new(words).small().color(colors.weak));
            buttons(ui, |ui| {
                let fetch = main_button(ui, "Fetch", address.is_some());
                if let Some(address) = address.filter(|_| fetch || entered) {
                    commands.push(Command::OpenAddress(address));
                    stay = false;
                }
                if other_button(ui, "Cancel") {
                    stay = false;
                }
            });
        });
        stay && !close
    }
}
