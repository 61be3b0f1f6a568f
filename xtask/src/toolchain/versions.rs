//! The one table of versions. Machines differ; what they build and check with does not.

use anyhow::{Context, Result};

use crate::folders;

/// Bundles the page. `Trunk.toml` names the same version.
pub(crate) const TRUNK: &str = "0.21.14";

/// Version of binaryen, whose `wasm-opt` shrinks the page. `Trunk.toml` names the same version.
pub(crate) const BINARYEN: &str = "132";

/// The npm package of that binaryen.
pub(crate) const BINARYEN_PACKAGE: &str = "binaryen@132.0.0";

/// Checks manifests against the schemas of Kubernetes releases.
pub(crate) const KUBERNETES_VALIDATE: &str = "1.37.0";

/// Checks manifests against the policies of checkov.
pub(crate) const CHECKOV: &str = "3.3.30";

/// The oldest `kubectl` whose built-in kustomize is version 5.
pub(crate) const KUBECTL_MINOR: u32 = 27;

/// The oldest Go that fetches the newer one which a `go.mod` asks for.
pub(crate) const GO_MINOR: u32 = 21;

/// Whether a version `1.N…` is one from `1.minor` on.
pub(crate) fn is_from(version: &str, minor: u32) -> bool {
    let mut parts = version.split(|letter: char| !letter.is_ascii_digit());
    parts.next() == Some("1") && parts.next().and_then(|part| part.parse().ok()) >= Some(minor)
}

/// The version of wasm-bindgen in `Cargo.lock`: its command must be exactly that one, because
/// library and command speak an unstable format with each other.
pub(crate) fn wasm_bindgen() -> Result<String> {
    let lock = folders::repository().join("Cargo.lock");
    let text = std::fs::read_to_string(&lock)
        .with_context(|| format!("cannot read {}", lock.display()))?;
    locked(&text, "wasm-bindgen").with_context(|| format!("no wasm-bindgen in {}", lock.display()))
}

fn locked(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let version = lock.lines().skip_while(|line| *line != name).nth(1)?;
    let version = version.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked(lock, "gloo"), None);
    }

    #[test]
    fn a_version_older_than_the_oldest_is_refused() {
        let table = [
            ("1.20.5+really1.20.2-1.1+deb12u1", 27, false),
            ("1.26.9", 27, false),
            ("1.27.0", 27, true),
            ("1.32.4-dispatcher", 27, true),
            ("2:1.24~2", 21, false),
            ("1.26rc1", 21, true),
            ("1", 0, false),
            ("unknown", 0, false),
        ];
        for (version, minor, accepted) in table {
            assert_eq!(is_from(version, minor), accepted, "{version}");
        }
    }

    #[test]
    fn the_bundler_is_configured_for_the_same_versions() {
        let configuration = include_str!("../../../Trunk.toml");
        assert!(configuration.contains(&format!("trunk-version = \"={TRUNK}\"")));
        assert!(configuration.contains(&format!("wasm_opt = \"version_{BINARYEN}\"")));
    }

    #[test]
    fn the_package_of_binaryen_is_that_of_its_version() {
        assert!(BINARYEN_PACKAGE.starts_with(&format!("binaryen@{BINARYEN}.")));
    }
}
