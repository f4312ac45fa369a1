#!/usr/bin/env bash
# Plays the session of docs/operations.md in a real Karaf and prints it; --into FILE puts it in its place there.
# Needs a JDK 17 (JAVA_HOME, else the path), on which Karaf 4.4 starts. Build first: mvn -DskipTests package
set -euo pipefail
cd "$(dirname "$0")/../.."

karaf_version=$(sed -n 's:.*<karaf.version>\(.*\)</karaf.version>.*:\1:p' pom.xml)
archive=$(ls "$PWD"/karaf/target/codestare.nursery.karaf-*.kar)
stuck=$(ls "$PWD"/examples/stuck/target/codestare.nursery.examples.stuck-*.jar)
java_home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}
work=$(mktemp -d)
transcript=$work/transcript.txt
karaf=$work/apache-karaf-$karaf_version
jvm=

clean_up() {
    [ -z "$jvm" ] || kill -KILL "$jvm" 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT

free_port() { python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

mvn -B -q dependency:copy -Dartifact="org.apache.karaf:apache-karaf:$karaf_version:tar.gz" -DoutputDirectory="$work"
tar xzf "$work/apache-karaf-$karaf_version.tar.gz" -C "$work"
shell_port=$(free_port)
{
    echo "sshPort = $shell_port"
} >>"$karaf/etc/org.apache.karaf.shell.cfg"
{
    echo "rmiRegistryPort = $(free_port)"
    echo "rmiServerPort = $(free_port)"
} >>"$karaf/etc/org.apache.karaf.management.cfg"
{
    echo "karaf = karaf,_g_:admingroup"
    echo "_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh"
} >>"$karaf/etc/users.properties"

# a shell's & hands down an ignored INT; with exec the JVM takes the place of the script
JAVA_HOME=$java_home KARAF_EXEC=exec env --default-signal=INT "$karaf/bin/karaf" daemon >"$work/out.txt" 2>&1 &
jvm=$!

client() { # COMMANDS on standard input; prints what they print
    JAVA_HOME=$java_home "$karaf/bin/client" -u karaf -p karaf -a "$shell_port" -r 60 -d 1 -b 2>/dev/null
}

run() { # COMMAND: into the transcript, with what it prints
    echo "karaf@root()> $1" >>"$transcript"
    echo "$1" | client >>"$transcript"
}

say() { printf '%s\n' "$*" >>"$transcript"; }

quietly() { echo "$1" | client >/dev/null; }

task_id() { # the id of the task that is left behind
    echo "nursery:stragglers" | client | sed -n 's/^\([0-9]*-[0-9]*\) .*/\1/p' | head -1
}

quietly "kar:install file:$archive"
quietly "feature:install codestare-nursery-gogo"
quietly "bundle:install -s file:$stuck"
until echo "nursery:tree" | client | grep -q "task .* running"; do sleep 0.2; done

run "nursery:list"
run "nursery:tree"
begin=$(date +%s%3N)
run "bundle:stop acme.orders"
say "# the command came back after $((($(date +%s%3N) - begin + 500) / 1000)) s, the start of the client included"
run "nursery:stragglers"
id=$(task_id)
run "nursery:task $id"
run "nursery:cancel $id"
sleep 1 # for the task, which has nothing to tell
run "nursery:stragglers"
run "nursery:list"

# once more, and this time the process shall end
quietly "bundle:start acme.orders"
run "nursery:tree"
say '$ kill -TERM $KARAF_PID'
begin=$(date +%s%3N)
kill -TERM "$jvm"
status=0
wait "$jvm" || status=$?
jvm=
say "# the process ended with status $status after $((($(date +%s%3N) - begin + 500) / 1000)) s; its log says, without the stack"
grep "is left behind\|shuts down" "$karaf/data/log/karaf.log" | tail -2 | sed 's/ *| */ | /g' | cut -d '|' -f 1,2,6- >>"$transcript"

cat "$transcript"
if [ "${1:-}" = --into ]; then
    python3 - "$2" "$transcript" <<'PYTHON'
import re, sys
page, transcript = (open(name, encoding="utf-8").read() for name in sys.argv[1:])
mark = r"(<!-- from examples/stuck/diagnose.sh -->\n```\n).*?(```\n<!-- to here -->)"
page = re.sub(mark, lambda found: found[1] + transcript + found[2], page, flags=re.S)
open(sys.argv[1], "w", encoding="utf-8").write(page)
PYTHON
fi
