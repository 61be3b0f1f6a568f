//! How each server behaves.

use crate::catalog::agdb::text::{AdminName, ClusterToken, Pepper};
use crate::form::Form;
use crate::text::{Blank, ConfigKey, DnsSubdomain, FilePath, Int, UrlPath};

/// How each server behaves.
#[derive(Clone, Debug, PartialEq, Form)]
pub(crate) struct Server {
    /// The port that the servers listen on. Ports below 1024 are not open to the user they run as.
    pub(crate) port: Int<1024, 65535>,
    /// The addresses that the servers listen on.
    #[form(label = "Listen on")]
    pub(crate) bind: BindFamily,
    /// A path in front of every route, for servers that share a host name with something else. Empty: none.
    #[form(label = "Base path", example = "/graph")]
    pub(crate) basepath: Blank<UrlPath>,
    /// The name of the first administrator. Its first password is the same word: change it after the first start.
    #[form(label = "Administrator")]
    pub(crate) admin: AdminName,
    /// How much the servers write to their log.
    pub(crate) log_level: LogLevel,
    /// The part of a request's or answer's body that is written to the log.
    #[form(unit = "bytes")]
    pub(crate) log_body_limit: Int<0, { i64::MAX }>,
    /// The largest body of a request.
    #[form(unit = "bytes")]
    pub(crate) request_body_limit: Int<0, { i64::MAX }>,
    /// How long a login lasts. From 0.13.0.
    #[form(label = "Login lasts", unit = "s")]
    pub(crate) token_expiry_seconds: Int<60, 86_400>,
    /// When a change counts as written: at once, or when the disk has it. From 0.14.0.
    #[form(label = "Synchronisation")]
    pub(crate) sync_mode: SyncMode,
    /// Folders of files that the servers hand out under a path. From 0.11.1.
    #[form(label = "Static files")]
    pub(crate) static_roots: Vec<StaticRoot>,
}

impl Default for Server {
    /// The server's own defaults (agdb_server 0.16.0, `config.rs`).
    fn default() -> Self {
        Self {
            port: Int::new(3000),
            bind: BindFamily::Dual,
            basepath: Blank::default(),
            admin: AdminName::literal("admin"),
            log_level: LogLevel::Info,
            log_body_limit: Int::new(10_240),
            request_body_limit: Int::new(10_485_760),
            token_expiry_seconds: Int::new(3600),
            sync_mode: SyncMode::None,
            static_roots: Vec::new(),
        }
    }
}

/// The addresses that a server listens on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Form)]
pub(crate) enum BindFamily {
    /// All addresses of IPv6 and IPv4.
    #[form(label = "IPv6 and IPv4")]
    Dual,
    /// All addresses of IPv4, for nodes on which IPv6 is switched off.
    #[form(label = "IPv4 only")]
    Ipv4,
}

/// How much a server writes to its log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Form)]
pub(crate) enum LogLevel {
    /// Nothing.
    #[form(tag = "OFF", label = "OFF")]
    Off,
    /// What failed.
    #[form(tag = "ERROR", label = "ERROR")]
    Error,
    /// Also what looks wrong.
    #[form(tag = "WARN", label = "WARN")]
    Warn,
    /// Also every request.
    #[form(tag = "INFO", label = "INFO")]
    Info,
    /// Also what helps to find faults.
    #[form(tag = "DEBUG", label = "DEBUG")]
    Debug,
    /// Everything.
    #[form(tag = "TRACE", label = "TRACE")]
    Trace,
}

/// When a change counts as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Form)]
pub(crate) enum SyncMode {
    /// When the operating system has it. A power cut can lose the last changes of one server.
    None,
    /// When the disk has it. Slower.
    Commit,
}

/// Files that the servers hand out under a path.
#[derive(Clone, Debug, Default, PartialEq, Form)]
pub(crate) struct StaticRoot {
    /// The path under which the files are found.
    #[form(example = "/docs")]
    pub(crate) path: UrlPath,
    /// The folder in the container that holds the files.
    #[form(example = "/agdb/docs")]
    pub(crate) directory: FilePath,
    /// An existing ConfigMap whose files are put into that folder. Empty: the image brings the folder.
    #[form(example = "agdb-docs")]
    pub(crate) config_map: Blank<DnsSubdomain>,
}

/// The secrets of the servers.
#[derive(Clone, Debug, Default, PartialEq, Form)]
pub(crate) struct Credentials {
    /// The pepper that all passwords are hashed with, exactly 16 bytes. It must stay the same for ever: with another
    /// one nobody can log in.
    pub(crate) pepper: Blank<Pepper>,
    /// The word by which the servers know each other. Whoever has it can write to every database.
    pub(crate) cluster_token: Blank<ClusterToken>,
    /// The name of the Secret with the configuration of the servers. Empty: the name of the deployment and -config.
    pub(crate) secret_name: Blank<DnsSubdomain>,
}

/// Where the certificates come from.
#[derive(Clone, Debug, PartialEq, Form)]
pub(crate) struct Tls {
    /// The existing Secret with the certificate and key of the servers. One certificate serves all of them; the runbook
    /// lists the names that it must carry.
    pub(crate) secret_name: DnsSubdomain,
    /// The entry of the Secret that holds the certificate with its chain, in PEM.
    #[form(label = "Certificate entry")]
    pub(crate) certificate_key: ConfigKey,
    /// The entry of the Secret that holds the private key, in PEM.
    #[form(label = "Private key entry")]
    pub(crate) private_key_key: ConfigKey,
    /// The entry of the Secret with the root certificate of a private authority. Empty: a public authority signed.
    #[form(label = "Root certificate entry", example = "ca.crt")]
    pub(crate) root_key: Blank<ConfigKey>,
}

impl Default for Tls {
    /// The entries that cert-manager and `kubectl create secret tls` write.
    fn default() -> Self {
        Self {
            secret_name: DnsSubdomain::literal("agdb-tls"),
            certificate_key: ConfigKey::literal("tls.crt"),
            private_key_key: ConfigKey::literal("tls.key"),
            root_key: Blank::of(ConfigKey::literal("ca.crt")),
        }
    }
}
