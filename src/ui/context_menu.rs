//! Menus on the secondary button, which the menu key (or Shift and F10) opens as well, where the focus is.

use egui::{Context, Id, Popup, Pos2, Response, Sense, SetOpenCommand, Ui};

/// The key for menus was pressed in this frame: whatever has the focus opens its own.
pub fn want(ctx: &Context) {
    let now = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| data.insert_temp(wanted_id(), now));
}

/// Whether the key was pressed and nothing has opened a menu yet; true for one caller only.
pub fn take_wanted(ctx: &Context) -> bool {
    let pressed = ctx.data_mut(|data| data.remove_temp::<u64>(wanted_id()));
    pressed == Some(ctx.cumulative_pass_nr())
}

fn wanted_id() -> Id {
    Id::unique("the key for menus was pressed")
}

/// The menu of a widget; the key opens it below the widget while that has the focus.
pub fn context_menu(ui: &Ui, response: &Response, content: impl FnOnce(&mut Ui)) {
    let by_key = response.has_focus() && take_wanted(ui);
    context_menu_at(ui, response, by_key.then(|| response.rect.left_bottom()), content);
}

/// The same with the place where the key opens the menu, in the frame in which it does.
pub fn context_menu_at(ui: &Ui, response: &Response, by_key: Option<Pos2>, content: impl FnOnce(&mut Ui)) {
    let opened_at = response.id.with("menu opened by key at");
    if by_key.is_some() {
        ui.data_mut(|data| data.insert_temp(opened_at, by_key));
    } else if response.secondary_clicked() {
        ui.data_mut(|data| data.remove_temp::<Option<Pos2>>(opened_at));
    } else if !Popup::is_id_open(ui, Popup::default_response_id(response)) {
        return;
    }
    let at = ui.data(|data| data.get_temp::<Option<Pos2>>(opened_at)).flatten();
    let mut popup = Popup::context_menu(response);
    if let Some(at) = at {
        popup = popup.at_position(at);
    }
    if by_key.is_some() {
        popup = popup.open_memory(Some(SetOpenCommand::Bool(true)));
    }
    popup.show(|ui| {
        if by_key.is_some() {
            // The arrows and Tab go on from here to the lines.
            let top = egui::Rect::from_min_size(ui.max_rect().min, egui::vec2(1.0, 1.0));
            ui.interact(top, response.id.with("top of the menu"), Sense::focusable_noninteractive()).request_focus();
        }
        content(ui);
    });
}
