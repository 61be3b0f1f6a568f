//! The command line as a person or a pipeline meets it: what it prints, writes and returns.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what is not as it should be fails the test"
)]

mod bad;
mod folder;

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;

use serde_json::Value;

use bad::{in_namespace, no_answers, wrong_answers};
use folder::Folder;

const ANSWERS: [&str; 4] = ["answers.yaml", "--secrets", "secrets.yaml", "-o"];

fn render(target: &str) -> Vec<&str> {
    let mut args = vec!["render"];
    args.extend(ANSWERS);
    args.push(target);
    args
}

#[test]
fn every_command_explains_itself() {
    let folder = Folder::new("help");
    for command in [
        "products", "new", "schema", "check", "render", "lint", "diff",
    ] {
        let run = folder.run(&[command, "--help"]);
        assert_eq!(run.code, 0);
        assert!(
            run.out.starts_with(&format!("drydock {command}")),
            "{}",
            run.out
        );
    }
    assert_eq!(
        folder.run(&["--version"]).out,
        concat!("drydock ", env!("CARGO_PKG_VERSION"), "\n")
    );
    assert!(folder.run(&["products"]).out.contains("agdb"));
}

#[test]
fn arguments_that_make_no_sense_are_unusable() {
    let folder = Folder::new("arguments");
    for args in [
        &[][..],
        &["sail"],
        &["new"],
        &["new", "nothing"],
        &["new", "agdb", "--preset", "nothing"],
        &["new", "agdb", "more"],
        &["products", "--format", "json"],
        &["check"],
        &["check", "missing.yaml"],
        &["check", "."],
        &["render", "a.yaml"],
        &["lint"],
        &["lint", "missing.yaml"],
        &["lint", "--kubernetes", "1.12", "x.yaml"],
        &["lint", "--kubernetes", "1.36..1.34", "x.yaml"],
        &["lint", "--format", "xml", "x.yaml"],
        &["diff", "a.yaml"],
        &["--nothing"],
    ] {
        let run = folder.run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.starts_with("drydock: "), "{args:?}");
    }
}

#[test]
fn every_preset_is_printed_as_answers_without_errors() {
    let folder = Folder::fitted("presets");
    let refusal = folder.run(&["new", "agdb", "--preset", "?"]).err;
    let known = refusal.trim().rsplit(": ").next().unwrap();
    for preset in known.split(", ") {
        let _ = fs::remove_file(folder.0.join("secrets.yaml"));
        let run = folder.run(&[
            "new",
            "agdb",
            "--preset",
            preset,
            "--secrets",
            "secrets.yaml",
        ]);
        assert_eq!(run.code, 0, "{}", run.err);
        folder.write("answers.yaml", run.out);
        let run = folder.run(&["check", "answers.yaml", "--secrets", "secrets.yaml"]);
        assert_eq!(run.code, 0, "{preset}: {}", run.out);
    }
}

#[test]
fn secrets_are_new_every_time_private_and_never_overwritten() {
    let folder = Folder::fitted("secrets");
    let before = folder.read("secrets.yaml");
    let run = folder.run(&["new", "agdb", "--secrets", "secrets.yaml"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_eq!(folder.read("secrets.yaml"), before);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let metadata = fs::metadata(folder.0.join("secrets.yaml")).unwrap();
        assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_folder_and_an_archive_hold_the_same_files_and_are_the_same_each_time() {
    let folder = Folder::fitted("render");
    for target in ["out", "a.zip", "b.zip"] {
        let run = folder.run(&render(target));
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    }
    let files = folder.files();
    assert_eq!(files["a.zip"], files["b.zip"]);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&files["a.zip"])).unwrap();
    let mut unpacked = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().split_once('/').unwrap().1.to_owned();
        let mut bytes = Vec::new();
        std::io::copy(&mut entry, &mut bytes).unwrap();
        unpacked.insert(name, bytes);
    }
    let written = files.into_iter().filter_map(|(name, bytes)| {
        let name = name.strip_prefix("out/")?;
        Some((name.to_owned(), bytes))
    });
    assert_eq!(written.collect::<BTreeMap<_, _>>(), unpacked);
    assert!(unpacked.contains_key("answers.yaml") && unpacked.contains_key("SHA256SUMS"));
}

#[test]
fn the_answers_of_an_output_make_the_same_output() {
    let folder = Folder::fitted("again");
    assert_eq!(folder.run(&render("a")).code, 0);
    folder.write("answers.yaml", folder.read("a/answers.yaml"));
    assert_eq!(folder.run(&render("b")).code, 0);
    let files = folder.files();
    let below = |top: &str| -> Vec<_> {
        let below = files
            .iter()
            .filter_map(|(name, bytes)| Some((name.strip_prefix(top)?, bytes)));
        below.collect()
    };
    assert_eq!(below("a/"), below("b/"));
}

#[test]
fn an_earlier_output_is_replaced_and_anything_else_is_left_alone() {
    let folder = Folder::fitted("replace");
    fs::create_dir(folder.0.join("out")).unwrap();
    assert_eq!(folder.run(&render("out")).code, 0);
    folder.write(
        "answers.yaml",
        in_namespace(&folder.read("answers.yaml"), "harbour"),
    );
    assert_eq!(folder.run(&render("out")).code, 0);
    assert!(
        folder
            .read("out/answers.yaml")
            .contains("namespace: harbour")
    );
    for (name, text) in [("out/notes.txt", "mine"), ("out/README.md", "changed")] {
        let original = fs::read(folder.0.join(name)).ok();
        folder.write(name, text);
        let before = folder.files();
        assert_eq!(folder.run(&render("out")).code, 2, "{name}");
        assert_eq!(folder.files(), before, "{name}");
        match original {
            Some(bytes) => folder.write(name, bytes),
            None => fs::remove_file(folder.0.join(name)).unwrap(),
        }
    }
    assert_eq!(folder.run(&render("out")).code, 0);
    for target in ["answers.yaml", "missing/out", "missing/out.zip", ".", ".."] {
        let before = folder.files();
        assert_eq!(folder.run(&render(target)).code, 2, "{target}");
        assert_eq!(folder.files(), before, "{target}");
    }
}

#[test]
fn bad_answers_are_reported_with_their_place_and_touch_nothing() {
    let folder = Folder::fitted("bad");
    for target in ["out", "out.zip"] {
        assert_eq!(folder.run(&render(target)).code, 0);
    }
    let good = folder.read("answers.yaml");
    let wrong = wrong_answers(&good)
        .into_iter()
        .map(|(what, text, reported)| (what, text.into_bytes(), 1, reported));
    let unusable = no_answers(&good)
        .into_iter()
        .map(|(what, bytes, reported)| (what, bytes, 2, reported));
    for (what, bytes, code, reported) in wrong.chain(unusable) {
        folder.write("answers.yaml", bytes);
        let before = folder.files();
        let run = folder.run(&[
            "check",
            "answers.yaml",
            "--secrets",
            "secrets.yaml",
            "--format",
            "json",
        ]);
        assert_eq!(run.code, code, "{what}: {}{}", run.out, run.err);
        let findings: Vec<Value> = serde_json::from_str(&run.out).unwrap();
        let found = findings.iter().find(|finding| finding["code"] == reported);
        let found = found.unwrap_or_else(|| panic!("{what}: {findings:?}"));
        assert!(found["line"].as_u64() >= Some(1) && found["column"].as_u64() >= Some(1));
        for target in ["out", "out.zip", "new", "new.zip"] {
            let run = folder.run(&render(target));
            assert_eq!((run.code, run.out.as_str()), (code, ""), "{what}");
            assert!(run.err.contains("nothing was written"), "{what}");
        }
        assert_eq!(folder.files(), before, "{what}");
    }
}

#[test]
fn several_mistakes_are_listed_at_once_each_on_a_line_with_its_place_and_help() {
    let folder = Folder::new("several");
    folder.write(
        "a.yaml",
        "drydock: 1\nproduct: agdb\nnmae: x\nsite:\n  namespaces: y\n  labels: z\n",
    );
    let run = folder.run(&["check", "a.yaml"]);
    assert_eq!(run.code, 1);
    let places: Vec<_> = run
        .out
        .lines()
        .filter(|line| line.contains("[answers."))
        .map(|line| line.split(": ").next().unwrap())
        .collect();
    assert_eq!(places, ["a.yaml:3:1", "a.yaml:5:3", "a.yaml:6:11"]);
    assert!(run.out.contains("\n  help: Use namespace\n"));
}

#[test]
fn nothing_of_a_secret_is_ever_printed() {
    let folder = Folder::fitted("covered");
    let secrets = [
        "drydock: 1\nproduct: agdb\n",
        "hunter2: hunter2\n",
        "hunter2",
        "site: hunter2\n",
        "a: \"hunter2\n",
    ];
    for text in secrets {
        folder.write("secrets.yaml", text);
        for format in ["text", "json", "sarif"] {
            let args = [
                "check",
                "answers.yaml",
                "--secrets",
                "secrets.yaml",
                "--format",
                format,
            ];
            let run = folder.run(&args);
            assert!(
                !format!("{}{}", run.out, run.err).contains("hunter2"),
                "{text}"
            );
        }
    }
}

#[test]
fn findings_come_as_sarif_that_names_file_line_and_rule() {
    let folder = Folder::new("sarif");
    folder.write("a b.yaml", "drydock: 1\nproduct: agdb\nnmae: x\n");
    let run = folder.run(&["check", "a b.yaml", "--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "answers.key");
    assert_eq!(result["level"], "error");
    let location = &result["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "a%20b.yaml");
    assert_eq!(location["region"]["startLine"], 3);
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap();
    assert!(rules.iter().any(|rule| rule["id"] == "answers.key"));
}

#[test]
fn manifests_of_any_origin_are_linted() {
    let folder = Folder::new("lint");
    let good =
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: x\ndata:\n  a: b\n";
    folder.write("good.yaml", good);
    assert_eq!(folder.run(&["lint", "good.yaml"]).code, 0);
    assert_eq!(folder.run_with(&["lint", "-"], good.as_bytes()).code, 0);
    assert_eq!(
        folder
            .run(&["lint", "good.yaml", "--kubernetes", "1.33..1.34"])
            .code,
        0
    );
    for (text, code, place) in [
        (
            good.replace("name: a", "name: A"),
            1,
            "bad.yaml:4:3: error[kube.format.dns-subdomain]",
        ),
        (
            format!("{good}data: {{}}\n"),
            1,
            "bad.yaml:8:1: error[manifest.duplicate]",
        ),
        (
            format!("{good}---\n- a\n"),
            1,
            "bad.yaml:9:1: error[manifest.object]",
        ),
        (
            format!("{good}x: [\n"),
            2,
            "bad.yaml:8:4: error[source.syntax]",
        ),
    ] {
        folder.write("bad.yaml", text);
        let run = folder.run(&["lint", "bad.yaml"]);
        assert_eq!(run.code, code, "{}", run.out);
        assert!(run.out.starts_with(place), "{}", run.out);
    }
    folder.write("empty.yaml", "# nothing\n");
    assert_eq!(folder.run(&["lint", "empty.yaml"]).code, 2);
}

#[test]
fn what_is_rendered_is_free_of_errors_in_a_lint() {
    let folder = Folder::fitted("clean");
    for target in ["out", "out.zip"] {
        assert_eq!(folder.run(&render(target)).code, 0);
        let run = folder.run(&["lint", target]);
        assert_eq!(run.code, 0, "{}", run.out);
    }
}

#[test]
fn differences_are_listed_by_object_and_what_they_do() {
    let folder = Folder::new("diff");
    let set = |replicas, service| {
        format!(
            "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {{name: a, namespace: x}}\n\
             spec: {{replicas: {replicas}, serviceName: {service}}}\n"
        )
    };
    folder.write("old.yaml", set(3, "a"));
    fs::create_dir(folder.0.join("new")).unwrap();
    folder.write("new/a.yaml", set(5, "b"));
    folder.write(
        "new/b.yaml",
        "apiVersion: v1\nkind: Service\nmetadata: {name: b, namespace: x}\n",
    );
    let run = folder.run(&["diff", "old.yaml", "new"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (
            0,
            "added Service x/b\n\
             changed StatefulSet x/a: needs recreate\n  \
             spec.replicas: 3 -> 5 (safe)\n  \
             spec.serviceName: \"a\" -> \"b\" (needs recreate)\n"
        )
    );
    assert_eq!(folder.run(&["diff", "old.yaml", "old.yaml"]).out, "");
}

#[test]
fn answers_differ_by_what_they_stand_for() {
    let folder = Folder::fitted("differ");
    folder.write(
        "other.yaml",
        in_namespace(&folder.read("answers.yaml"), "other"),
    );
    let run = folder.run(&["diff", "answers.yaml", "other.yaml"]);
    assert_eq!(run.code, 0, "{}", run.err);
    folder.write(
        "bad.yaml",
        in_namespace(&folder.read("answers.yaml"), "-x-"),
    );
    assert_eq!(folder.run(&["diff", "answers.yaml", "bad.yaml"]).code, 1);
    folder.write("bad.yaml", "[");
    assert_eq!(folder.run(&["diff", "answers.yaml", "bad.yaml"]).code, 2);
}

#[test]
fn the_schema_is_json_of_the_draft_it_says() {
    let folder = Folder::new("schema");
    let schema: Value = serde_json::from_str(&folder.run(&["schema", "agdb"]).out).unwrap();
    jsonschema::draft7::meta::validate(&schema).unwrap();
    assert_eq!(schema["properties"]["product"]["const"], "agdb");
}

#[test]
#[cfg(unix)]
fn a_reader_that_goes_away_causes_no_panic() {
    let folder = Folder::new("pipe");
    for args in [
        &["new", "agdb"][..],
        &["schema", "agdb"],
        &["lint", "--help"],
    ] {
        let mut child = folder
            .command(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    }
}
