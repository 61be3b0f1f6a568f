//! What the API server accepts of a pod and a node then refuses or cannot do.

use super::findings::{Findings, quoted};
use super::node::Node;
use super::pod::GRACE_SECONDS;
use super::rule::rules;

rules! {
    IMAGE Fails "kube.image.reference"
        "{} is no reference to an image, so the pod stays in InvalidImageName"
        "the grammar of github.com/distribution/reference; pkg/kubelet/images/image_manager.go";
    CAPABILITY Fails "kube.security.capability"
        "{} is no capability of Linux as Kubernetes writes them, such as NET_BIND_SERVICE, so the container does not start"
        "capabilities(7); containerd pkg/oci WithAddedCapabilities";
    SYSCTL MayFail "kube.security.unsafe-sysctl"
        "{} is not among the safe kernel parameters; a node that does not allow it leaves the pod in SysctlForbidden"
        "pkg/kubelet/sysctl/safe_sysctls.go";
    ROOT Fails "kube.security.root"
        "runAsNonRoot: true contradicts user 0, so the container stays in CreateContainerConfigError"
        "pkg/kubelet/kuberuntime/security_context.go verifyRunAsNonRoot";
    MOUNT_PATH Fails "kube.mount.path"
        "{} must be an absolute path without ':', or the container does not start"
        "container runtimes; docs/concepts/storage/volumes";
    MOUNT_TWICE Fails "kube.mount.same-place"
        "{} is mounted twice: slashes at the end make no difference"
        "container runtimes";
    PROBE_PORT Fails "kube.probe.port"
        "The container has no port named {}, so the probe never succeeds"
        "pkg/probe/util.go ResolveContainerPort";
    LONG_SLEEP MayFail "kube.lifecycle.long-sleep"
        "The sleep takes all {} seconds that the pod has to end, and the program is killed without warning"
        "docs/concepts/containers/container-lifecycle-hooks";
}

/// A container of a pod.
pub(super) fn container(cx: &mut Findings, container: &Node, pod: &Node) {
    let image = container.get("image");
    cx.hit_if(image.is_filled() && !is_image(image.text()), &IMAGE, &image);
    mounts(cx, &container.get("volumeMounts"));
    let ports = container.get("ports");
    for name in ["livenessProbe", "readinessProbe", "startupProbe"] {
        probe(cx, &container.get(name), &ports);
    }
    let grace = pod
        .get("terminationGracePeriodSeconds")
        .opt_int()
        .unwrap_or(GRACE_SECONDS);
    let lifecycle = container.get("lifecycle");
    let hook = lifecycle.get("preStop");
    let sleep = hook.get("sleep");
    let seconds = sleep.get("seconds");
    if seconds.int() > 0 && seconds.int() == grace {
        cx.say(&LONG_SLEEP, &seconds, &grace.to_string());
    }
    context(
        cx,
        &container.get("securityContext"),
        &pod.get("securityContext"),
    );
}

/// What a container's context comes to with its pod's.
fn context(cx: &mut Findings, own: &Node, of_pod: &Node) {
    let capabilities = own.get("capabilities");
    for list in ["add", "drop"] {
        for name in capabilities.get(list).items() {
            cx.hit_if(!is_capability(name.text()), &CAPABILITY, &name);
        }
    }
    let user = own.get("runAsUser");
    let shared = of_pod.get("runAsUser");
    let number = user.opt_int().or(shared.opt_int());
    let flag = own.get("runAsNonRoot");
    let non_root = if flag.is_set() {
        flag.is_true()
    } else {
        of_pod.flag("runAsNonRoot")
    };
    if non_root && number == Some(0) {
        cx.hit(&ROOT, if user.is_set() { &user } else { &shared });
    }
}

fn mounts(cx: &mut Findings, list: &Node) {
    let mut seen: Vec<&str> = Vec::new();
    for mount in list.items() {
        let path = mount.get("mountPath");
        let text = path.text();
        cx.hit_if(
            !text.is_empty() && (!text.starts_with('/') || text.contains(':')),
            &MOUNT_PATH,
            &path,
        );
        let plain = text.trim_end_matches('/');
        let twice = seen
            .iter()
            .any(|other| *other != text && other.trim_end_matches('/') == plain);
        cx.hit_if(twice, &MOUNT_TWICE, &path);
        seen.push(text);
    }
}

fn probe(cx: &mut Findings, probe: &Node, ports: &Node) {
    for handler in ["httpGet", "tcpSocket"] {
        let action = probe.get(handler);
        let port = action.get("port");
        let known = ports
            .items()
            .any(|declared| declared.text_of("name") == port.text());
        if port.is_filled() && !known {
            cx.say(&PROBE_PORT, &port, &quoted(port.text()));
        }
    }
}

/// Kernel parameters that every node allows, and those that a node must be told to allow.
pub(super) fn sysctls(cx: &mut Findings, context: &Node) {
    const SAFE: [&str; 12] = [
        "kernel.shm_rmid_forced",
        "net.ipv4.ip_local_port_range",
        "net.ipv4.tcp_syncookies",
        "net.ipv4.ping_group_range",
        "net.ipv4.ip_unprivileged_port_start",
        "net.ipv4.ip_local_reserved_ports",
        "net.ipv4.tcp_keepalive_time",
        "net.ipv4.tcp_fin_timeout",
        "net.ipv4.tcp_keepalive_intvl",
        "net.ipv4.tcp_keepalive_probes",
        "net.ipv4.tcp_rmem",
        "net.ipv4.tcp_wmem",
    ];
    for sysctl in context.get("sysctls").items() {
        let name = sysctl.get("name");
        let dotted = name.text().replace('/', ".");
        cx.hit_if(!SAFE.contains(&dotted.as_str()), &SYSCTL, &name);
    }
}

/// The capabilities of Linux 6.12 without their prefix, and all of them.
const CAPABILITIES: &str = "ALL AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN \
     DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD \
     NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT \
     SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM";

fn is_capability(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    CAPABILITIES.split(' ').any(|known| known == upper)
}

/// Whether a text is a reference to an image: `[registry[:port]/]path[:tag][@digest]`.
fn is_image(text: &str) -> bool {
    let (rest, digest) = match text.split_once('@') {
        Some((rest, digest)) => (rest, Some(digest)),
        None => (text, None),
    };
    let slash = rest.rfind('/').map_or(0, |at| at + 1);
    let (name, tag) = match rest[slash..].find(':') {
        Some(at) => (&rest[..slash + at], Some(&rest[slash + at + 1..])),
        None => (rest, None),
    };
    let path = match name.split_once('/') {
        Some((host, path))
            if host == "localhost"
                || host.contains(['.', ':'])
                || host.contains(|c: char| c.is_ascii_uppercase()) =>
        {
            if !is_registry(host) {
                return false;
            }
            path
        }
        _ => name,
    };
    name.len() <= 255
        && path.split('/').all(is_component)
        && tag.is_none_or(is_tag)
        && digest.is_none_or(is_digest)
}

fn is_registry(host: &str) -> bool {
    let (host, port) = host.split_once(':').unwrap_or((host, "0"));
    let is_label = |text: &str| {
        !text.is_empty()
            && !text.starts_with('-')
            && !text.ends_with('-')
            && text.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-')
    };
    host.split('.').all(is_label) && !port.is_empty() && port.bytes().all(|c| c.is_ascii_digit())
}

/// One part of a path: lower-case letters and digits, with '.', '_', '__' or hyphens between them.
fn is_component(part: &str) -> bool {
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let separated = part.split(letter).filter(|between| !between.is_empty());
    part.starts_with(letter)
        && part.ends_with(letter)
        && separated.clone().all(|between| {
            matches!(between, "." | "_" | "__") || between.bytes().all(|c| c == b'-')
        })
}

fn is_tag(tag: &str) -> bool {
    let word = |c: u8| c.is_ascii_alphanumeric() || c == b'_';
    (1..=128).contains(&tag.len())
        && tag.bytes().next().is_some_and(word)
        && tag.bytes().all(|c| word(c) || c == b'.' || c == b'-')
}

fn is_digest(digest: &str) -> bool {
    let Some((algorithm, hex)) = digest.split_once(':') else {
        return false;
    };
    let length = match algorithm {
        "sha256" => 64..=64,
        "sha512" => 128..=128,
        _ => 32..=256,
    };
    !algorithm.is_empty()
        && length.contains(&hex.len())
        && hex.bytes().all(|c| c.is_ascii_hexdigit())
}
