//! What a keystroke costs in the core: agdb with nine servers, from the changed draft to every file.

use drydock::catalog::Product;
use drydock::form::{Draft, Input, SecretText};
use drydock::pack::zip;
use drydock::pipeline;

fn main() {
    divan::main();
}

fn nine_servers() -> (&'static Product, Draft) {
    let product = Product::by_id("agdb").expect("agdb is in the catalogue");
    let mut draft = product.presets().remove(0).answers;
    for answer in product.schema().answers(&draft.clone()) {
        if let Input::Secret { generate } = answer.leaf.kind.input {
            let bytes: Vec<u8> = (0..64).collect();
            draft.set_secret(answer.at, SecretText::new(&generate(&bytes)));
        }
    }
    draft.set("/servers/cluster/replicas".into(), "9");
    (product, draft)
}

#[divan::bench]
fn read_and_resolve_and_build(bencher: divan::Bencher<'_, '_>) {
    let (product, draft) = nine_servers();
    bencher.bench(|| {
        product.deploy(
            divan::black_box(&draft),
            &mut drydock::issue::Issues::default(),
        )
    });
}

#[divan::bench]
fn everything_that_a_keystroke_changes(bencher: divan::Bencher<'_, '_>) {
    let (product, draft) = nine_servers();
    bencher.bench(|| pipeline::run(product, divan::black_box(&draft)));
}

#[divan::bench]
fn the_archive(bencher: divan::Bencher<'_, '_>) {
    let (product, draft) = nine_servers();
    let output = pipeline::run(product, &draft)
        .output
        .expect("the preset has no errors");
    bencher.bench(|| zip::zip(divan::black_box(&output.files)));
}

#[divan::bench]
fn the_schema(bencher: divan::Bencher<'_, '_>) {
    let (product, _) = nine_servers();
    bencher.bench(|| product.schema());
}
