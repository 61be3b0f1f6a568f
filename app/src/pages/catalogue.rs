//! The catalogue: what the page is for, and what can be deployed.

use drydock::catalog::{PRODUCTS, Product};
use leptos::prelude::*;

use crate::route;
use crate::ui::answers::Notices;
use crate::ui::icon::{Icon, icon};

/// The first page.
#[component]
pub(crate) fn Catalogue(
    /// A product that was asked for and does not exist.
    unknown: Option<String>,
) -> impl IntoView {
    let cards = PRODUCTS.iter().map(card).collect_view();
    view! {
        <main id="main" class="catalogue" tabindex="-1">
            <div class="intro">
                <h1>"Fit out a deployment"</h1>
                <p class="lead">
                    "Pick a product, answer what only you can know, and take a zip of checked Kubernetes manifests with you."
                </p>
                <ul class="promises">
                    <li>{icon(Icon::Good)}"Every answer is checked as you type, and every line it makes is shown."</li>
                    <li>{icon(Icon::Lock)}"Nothing you type leaves this page: no account, no upload, no cluster."</li>
                </ul>
            </div>
            <Notices />
            {unknown.map(|id| view! {
                <p class="notice" role="alert">{icon(Icon::Warning)}"There is no product called “"{id}"” here. These are the ones there are."</p>
            })}
            <ul class="cards">{cards}</ul>
        </main>
    }
}

fn card(product: &'static Product) -> AnyView {
    let presets = product.presets().into_iter().map(|preset| {
        view! {
            <li>
                <a class="preset" href=route::to_preset(product.id, preset.name) data-preset=preset.name>
                    <span class="preset-title">{preset.title}{icon(Icon::Next)}</span>
                    <span class="help">{preset.summary}</span>
                </a>
            </li>
        }
    });
    let title = format!("card-{}", product.id);
    view! {
        <li class="card" data-product=product.id>
            <h2 id=title.clone()><a href=route::to_product(product.id)>{product.title}</a></h2>
            <p>{product.summary}</p>
            <h3 class="unseen">"Start from"</h3>
            <ul class="presets" aria-labelledby=title>{presets.collect_view()}</ul>
        </li>
    }
    .into_any()
}
