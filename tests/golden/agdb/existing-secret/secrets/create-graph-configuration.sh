#!/bin/sh
# Creates or replaces the Secret graph-configuration in the namespace agdb.
# It asks for the cluster token and the pepper, and shows neither.
set -eu
LC_ALL=C
export LC_ALL

ask() {
    printf '%s: ' "$1" >&2
    stty -echo 2>/dev/null || true
    IFS= read -r answer
    stty echo 2>/dev/null || true
    printf '\n' >&2
    printf '%s' "$answer"
}

token=$(ask 'Cluster token (at least 16 characters, no blanks, quotes or #)')
pepper=$(ask 'Pepper (exactly 16 bytes)')
case $token in
*[!!-~]* | *[\#\"\']* | '') echo 'The cluster token holds a blank, a quote or a #, or is empty.' >&2; exit 1 ;;
esac
if [ "$(printf '%s' "$pepper" | wc -c)" -ne 16 ]; then
    echo 'The pepper does not have 16 bytes.' >&2
    exit 1
fi

umask 077
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf '%s' "$pepper" > "$folder/pepper"
{
    cat <<'END'
bind: :::3000
address: http://agdb-0.agdb.agdb.svc.cluster.local:3000
basepath: ""
static_roots: []
admin: admin
log_level: INFO
log_body_limit: 10240
request_body_limit: 10485760
token_expiry_seconds: 3600
data_dir: /agdb/data
sync_mode: none
pepper_path: /agdb/pepper
tls_certificate: ""
tls_key: ""
tls_root: ""
END
    printf 'cluster_token: %s\n' "$token"
    cat <<'END'
cluster_heartbeat_timeout_ms: 1000
cluster_term_timeout_ms: 3000
cluster_election_factor_ms: 1000
cluster_max_log_entries: 1000
cluster_max_chunk_size: 65536
cluster_max_append_size: 4194304
cluster: [http://agdb-0.agdb.agdb.svc.cluster.local:3000, http://agdb-1.agdb.agdb.svc.cluster.local:3000, http://agdb-2.agdb.agdb.svc.cluster.local:3000]
END
} > "$folder/agdb-0.yaml"
{
    cat <<'END'
bind: :::3000
address: http://agdb-1.agdb.agdb.svc.cluster.local:3000
basepath: ""
static_roots: []
admin: admin
log_level: INFO
log_body_limit: 10240
request_body_limit: 10485760
token_expiry_seconds: 3600
data_dir: /agdb/data
sync_mode: none
pepper_path: /agdb/pepper
tls_certificate: ""
tls_key: ""
tls_root: ""
END
    printf 'cluster_token: %s\n' "$token"
    cat <<'END'
cluster_heartbeat_timeout_ms: 1000
cluster_term_timeout_ms: 3000
cluster_election_factor_ms: 1000
cluster_max_log_entries: 1000
cluster_max_chunk_size: 65536
cluster_max_append_size: 4194304
cluster: [http://agdb-0.agdb.agdb.svc.cluster.local:3000, http://agdb-1.agdb.agdb.svc.cluster.local:3000, http://agdb-2.agdb.agdb.svc.cluster.local:3000]
END
} > "$folder/agdb-1.yaml"
{
    cat <<'END'
bind: :::3000
address: http://agdb-2.agdb.agdb.svc.cluster.local:3000
basepath: ""
static_roots: []
admin: admin
log_level: INFO
log_body_limit: 10240
request_body_limit: 10485760
token_expiry_seconds: 3600
data_dir: /agdb/data
sync_mode: none
pepper_path: /agdb/pepper
tls_certificate: ""
tls_key: ""
tls_root: ""
END
    printf 'cluster_token: %s\n' "$token"
    cat <<'END'
cluster_heartbeat_timeout_ms: 1000
cluster_term_timeout_ms: 3000
cluster_election_factor_ms: 1000
cluster_max_log_entries: 1000
cluster_max_chunk_size: 65536
cluster_max_append_size: 4194304
cluster: [http://agdb-0.agdb.agdb.svc.cluster.local:3000, http://agdb-1.agdb.agdb.svc.cluster.local:3000, http://agdb-2.agdb.agdb.svc.cluster.local:3000]
END
} > "$folder/agdb-2.yaml"

kubectl create secret generic graph-configuration --namespace agdb --from-file="$folder" --dry-run=client -o yaml |
    kubectl apply --server-side --field-manager=drydock -f -
