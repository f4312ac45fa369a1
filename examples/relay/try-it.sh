#!/usr/bin/env bash
# Tries relay.jar on real programs and prints what happened; the status is 0 if all of it was as it should be.
# Needs curl, python3 and a Java from 17 on (JAVA_HOME, else the path). Build first: mvn -DskipTests package
set -euo pipefail

jar=$(cd "$(dirname "$0")" && pwd)/target/relay.jar
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
connections=200
work=$(mktemp -d)
mkdir "$work/site" "$work/tmp"
started=()

clean_up() {
    kill "${started[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT

say() { printf '\n== %s\n' "$*"; }

expect() { # WHAT ACTUAL EXPECTED
    printf '%s: %s\n' "$1" "$2"
    [[ $2 == "$3" ]] || { printf 'FAILED: expected %s\n' "$3"; exit 1; }
}

wait_for() { # FILE PATTERN
    for ((i = 0; i < 200; i++)); do
        ! grep -q -- "$2" "$1" 2>/dev/null || return 0
        sleep 0.1
    done
    printf 'FAILED: no [%s] in:\n' "$2"
    cat "$1"
    exit 1
}

now() { date +%s%3N; }

start_relay() { # LOG TARGET; sets pid and port
    # a shell's & hands down an ignored INT; env gives Java what a terminal gives it
    env --default-signal=INT "$java" -Djava.io.tmpdir="$work/tmp" -jar "$jar" --listen 0 --to "$2" 2>"$1" &
    pid=$!
    started+=("$pid")
    wait_for "$1" 'relay listens on'
    port=$(sed -n 's/.*relay listens on \[127.0.0.1:\([0-9]*\)\].*/\1/p' "$1")
}

interrupt() { # PID; sets status and took
    local begin
    begin=$(now)
    kill -INT "$1"
    status=0
    wait "$1" || status=$?
    took=$(($(now) - begin))
}

free_port() { python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

"$java" -version 2>&1 | head -1
head -c 100000000 /dev/urandom >"$work/site/large"
head -c 1000000 /dev/urandom >"$work/site/small"
python3 -u -m http.server 0 --bind 127.0.0.1 --directory "$work/site" >"$work/server" 2>/dev/null &
started+=($!)
wait_for "$work/server" 'port [0-9]'
server=$(sed -n 's/.* port \([0-9]*\) .*/\1/p' "$work/server")

say "relay to python's http.server"
start_relay "$work/log" "127.0.0.1:$server"
relay=$pid relay_port=$port
cat "$work/log"

say 'a file of 100 MB'
curl -sS -o /dev/null -w 'without the relay: %{time_total} s\n' "http://127.0.0.1:$server/large"
curl -sS -o "$work/relayed" -w 'through the relay: %{time_total} s\n' "http://127.0.0.1:$port/large"
expect 'sha256' "$(sha256sum <"$work/relayed")" "$(sha256sum <"$work/site/large")"

say "$connections connections at once, 1 MB each"
mkdir "$work/many"
begin=$(now)
curl -sS --parallel --parallel-immediate --parallel-max "$connections" \
    "http://127.0.0.1:$port/small?[1-$connections]" -o "$work/many/#1" 2>"$work/curl" || cat "$work/curl"
printf 'time: %s ms\n' $(($(now) - begin))
expect 'right answers' "$(sha256sum "$work"/many/* | grep -c "$(sha256sum <"$work/site/small" | cut -d' ' -f1)")" "$connections"

say 'a port in use'
status=0
"$java" -Djava.io.tmpdir="$work/tmp" -jar "$jar" --listen "$port" --to "127.0.0.1:$server" 2>&1 || status=$?
expect 'status' "$status" 1

say 'a wrong command line'
status=0
"$java" -jar "$jar" --listen "$port" 2>&1 || status=$?
expect 'status' "$status" 2

say 'a target that refuses'
start_relay "$work/refused" "127.0.0.1:$(free_port)"
status=0
curl -s "http://127.0.0.1:$port/" || status=$?
expect "curl's status (52: empty reply, 56: reset)" "$((status == 52 || status == 56))" 1
interrupt "$pid"
cat "$work/refused"
expect 'status after Ctrl+C' "$status" 130

say "$connections connections held open, one of them a client that never reads"
python3 - "$relay_port" "$connections" >"$work/held" <<'PYTHON' &
import socket, sys

port, number = int(sys.argv[1]), int(sys.argv[2])
clients = [socket.create_connection(("127.0.0.1", port)) for _ in range(number)]
clients[-1].sendall(b"GET /large HTTP/1.0\r\n\r\n")
ended = 0
for client in clients:  # the last one is read only when the others have ended
    client.settimeout(30)
    try:
        while client.recv(65536):
            pass
        ended += 1
    except ConnectionError:
        ended += 1
    except TimeoutError:
        pass
print("ended", ended)
PYTHON
held=$!
started+=("$held")
wait_for "$work/log" "open $connections,"
curl -sS -o "$work/relayed" -w 'meanwhile, for another client, 100 MB: %{time_total} s\n' "http://127.0.0.1:$relay_port/large"
expect 'sha256' "$(sha256sum <"$work/relayed")" "$(sha256sum <"$work/site/large")"

say "Ctrl+C with $connections open connections"
interrupt "$relay"
wait "$held"
cat "$work/log"
expect 'clients that saw the end' "$(cat "$work/held")" "ended $connections"
expect 'status' "$status" 130
printf 'time: %s ms\n' "$took"
((took < 4000)) || { echo 'FAILED: longer than the grace period of 4 s'; exit 1; }
expect 'files left behind' "$(find "$work/tmp" -mindepth 1 ! -name 'hsperfdata*' | wc -l)" 0
