//! The icons, drawn as strokes on a grid of 16.

use drydock::issue::Severity;
use leptos::prelude::*;

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    Undo,
    Redo,
    Sun,
    Moon,
    System,
    Help,
    Download,
    Save,
    Open,
    Copy,
    Eye,
    EyeOff,
    Dice,
    Plus,
    Minus,
    Up,
    Down,
    Remove,
    Close,
    Error,
    Warning,
    Hint,
    Good,
    Lock,
    Next,
    Form,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Undo => "M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M6 3.5l-3 3 3 3",
            Self::Redo => "M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10M10 3.5l3 3-3 3",
            Self::Sun => {
                "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1v1.4M8 13.6V15M1 8h1.4M13.6 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1"
            }
            Self::Moon => "M13.5 9.6A6 6 0 0 1 6.4 2.5a6 6 0 1 0 7.1 7.1z",
            Self::System => "M2 3h12v8H2zM6 14h4M8 11v3",
            Self::Help => {
                "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M6.2 6.2a1.9 1.9 0 1 1 2.7 1.9c-.6.3-.9.7-.9 1.3M8 11.4v.2"
            }
            Self::Download => "M8 2v8M4.8 7 8 10.2 11.2 7M2.5 13.5h11",
            Self::Save => "M3 2.5h7.5l2.5 2.5v8.5H3zM5.5 2.5V6h4V2.5M5.5 13.5V9.5h5v4",
            Self::Open => "M2 13V3.5h4l1.5 2H12V7M2 13l2-6h11l-2 6z",
            Self::Copy => "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
            Self::Eye => {
                "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8M8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6"
            }
            Self::EyeOff => {
                "M2.5 2.5l11 11M6.3 3.8A6 6 0 0 1 8 3.5c4 0 6.5 4.5 6.5 4.5a12 12 0 0 1-1.9 2.4M3.7 5.3A12 12 0 0 0 1.5 8S4 12.5 8 12.5a6 6 0 0 0 2.6-.6"
            }
            Self::Dice => "M13.5 8a5.5 5.5 0 1 1-1.6-3.9M13.5 1.8v2.7h-2.7",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Minus => "M3 8h10",
            Self::Up => "M8 13V3.5M4 7l4-4 4 4",
            Self::Down => "M8 3v9.5M4 9l4 4 4-4",
            Self::Remove => "M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Error => "M5.3 1.8h5.4l3.5 3.5v5.4l-3.5 3.5H5.3l-3.5-3.5V5.3zM8 4.8v3.8M8 11v.2",
            Self::Warning => "M8 2 14.5 13.5h-13zM8 6.2v3.6M8 11.6v.2",
            Self::Hint => "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M8 7.3v3.9M8 4.8V5",
            Self::Good => "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M5 8.2l2.1 2.1L11 6.2",
            Self::Lock => "M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2",
            Self::Form => "M2.5 3.5h11M2.5 8h11M2.5 12.5h7",
            Self::Next => "M6 3.5 10.5 8 6 12.5",
        }
    }
}

/// Draws an icon, which says nothing of its own to those who do not see it.
pub(crate) fn icon(icon: Icon) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d=icon.path()></path>
        </svg>
    }
    .into_any()
}

/// The icon of a severity, with its word for those who do not see it.
pub(crate) fn severity_icon(severity: Severity) -> AnyView {
    let (shape, word) = match severity {
        Severity::Error => (Icon::Error, "Error: "),
        Severity::Warning => (Icon::Warning, "Warning: "),
        Severity::Hint => (Icon::Hint, "Hint: "),
    };
    view! {
        {icon(shape)}
        <span class="unseen">{word}</span>
    }
    .into_any()
}
