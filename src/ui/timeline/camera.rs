//! The view on its way to where it is asked to be.

use crate::timeline::Viewport;

/// Shows the viewport that the program asks for, easing over to it; gestures move it at once.
///
/// The program's state holds only the goal. Whatever changes it there (a key, a menu, the event list) is eased;
/// what a gesture does under the pointer is not, and a gesture in the middle of an ease simply takes over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Camera {
    goal: Viewport,
    shown: Viewport,
    ease: Option<Ease>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Ease {
    from: Viewport,
    /// Seconds on the clock of egui's input; `None` until the first frame of it is drawn.
    begun: Option<f64>,
}

impl Camera {
    /// Longest ease in seconds.
    pub const LONGEST_SECS: f64 = 0.25;

    pub fn new(viewport: Viewport) -> Camera {
        Camera { goal: viewport, shown: viewport, ease: None }
    }

    pub fn shown(&self) -> Viewport {
        self.shown
    }

    pub fn goal(&self) -> Viewport {
        self.goal
    }

    pub fn is_moving(&self) -> bool {
        self.ease.is_some()
    }

    /// Takes the program's viewport as the goal and sets out for it where it is a new one.
    pub fn head_for(&mut self, goal: Viewport) {
        if goal != self.goal {
            self.goal = goal;
            self.ease = (goal != self.shown).then_some(Ease { from: self.shown, begun: None });
        }
    }

    /// Stands at the viewport at once.
    pub fn jump(&mut self, viewport: Viewport) {
        *self = Camera::new(viewport);
    }

    /// Moves on to `now` (seconds), in an ease of at most `longest` seconds.
    pub fn advance(&mut self, now: f64, longest: f64) {
        let Some(ease) = &mut self.ease else { return };
        let begun = *ease.begun.get_or_insert(now);
        let share = if longest > 0.0 { (now - begun) / longest } else { 1.0 };
        if share >= 1.0 {
            self.jump(self.goal);
        } else if share > 0.0 {
            self.shown = between(ease.from, self.goal, smooth(share));
        }
    }
}

/// Starts at once and comes to rest softly: the cubic "ease out".
fn smooth(share: f64) -> f64 {
    1.0 - (1.0 - share).powi(3)
}

/// The view at `share` of the way. The length changes by equal factors, so that zooming looks even; the middle moves
/// in step with the length, so that a pure zoom keeps its fixed point.
fn between(from: Viewport, to: Viewport, share: f64) -> Viewport {
    let secs = (from.secs().ln() + (to.secs().ln() - from.secs().ln()) * share).exp();
    let change = to.secs() - from.secs();
    // Where the lengths hardly differ the quotient below is noise: move evenly.
    let way = if change.abs() > from.secs() * 1e-6 { (secs - from.secs()) / change } else { share };
    Viewport::new(from.start() + (to.start() - from.start()) * way, secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_goal_is_reached_within_the_longest_ease() {
        let mut camera = Camera::new(Viewport::new(0.0, 1000.0));
        let goal = Viewport::new(5000.0, 10.0);
        camera.head_for(goal);
        camera.advance(7.0, Camera::LONGEST_SECS);
        assert_eq!(camera.shown(), Viewport::new(0.0, 1000.0));
        camera.advance(7.1, Camera::LONGEST_SECS);
        assert!(camera.is_moving() && camera.shown() != goal);
        camera.advance(7.26, Camera::LONGEST_SECS);
        assert_eq!(camera.shown(), goal);
        assert!(!camera.is_moving());
    }

    #[test]
    fn without_animation_the_goal_is_there_at_once() {
        let mut camera = Camera::new(Viewport::new(0.0, 1000.0));
        camera.head_for(Viewport::new(1.0, 3.0));
        camera.advance(0.0, 0.0);
        assert_eq!(camera.shown(), Viewport::new(1.0, 3.0));
    }

    #[test]
    fn a_gesture_takes_over_from_an_ease() {
        let mut camera = Camera::new(Viewport::new(0.0, 1000.0));
        camera.head_for(Viewport::new(5000.0, 10.0));
        camera.advance(0.0, 0.25);
        camera.jump(Viewport::new(3.0, 500.0));
        camera.advance(0.1, 0.25);
        assert_eq!(camera.shown(), Viewport::new(3.0, 500.0));
    }

    #[test]
    fn easing_a_zoom_keeps_its_fixed_point() {
        let from = Viewport::new(0.0, 1000.0);
        let to = from.zoom_at(250.0, 20.0);
        for step in 1..10 {
            let view = between(from, to, f64::from(step) / 10.0);
            let share = (250.0 - view.start()) / view.secs();
            assert!((share - 0.25).abs() < 1e-9, "{share}");
        }
    }
}
