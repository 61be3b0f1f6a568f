//! The built page in a real browser: what a person does with it, and what it must never do.
//!
//! Run it with `cargo xtask test browser`, which builds the page first and says where it is. To take pictures of the
//! built page: `DRYDOCK_SHOTS=folder cargo test -p drydock-tests --test browser -- --ignored`.

#[path = "browser/archive.rs"]
mod archive;
#[path = "browser/bad_input.rs"]
mod bad_input;
#[path = "browser/files.rs"]
mod files;
#[path = "browser/keyboard.rs"]
mod keyboard;
#[path = "browser/layout.rs"]
mod layout;
#[path = "browser/names.rs"]
mod names;
#[path = "browser/pictures.rs"]
mod pictures;
#[path = "browser/places.rs"]
mod places;
#[path = "browser/requests.rs"]
mod requests;
#[path = "browser/rescue.rs"]
mod rescue;
#[path = "browser/secrets.rs"]
mod secrets;
#[path = "browser/story.rs"]
mod story;
#[path = "browser/travel.rs"]
mod travel;
