#!/usr/bin/env bash
# Starts Felix with its web console and the stuck example, and has a browser without a screen draw the page of the nurseries.
# Needs chromium. Build first: mvn -DskipTests package
# usage: adapters/inventory/picture.sh [FILE.png]
set -euo pipefail
cd "$(dirname "$0")/../.."

picture=$(realpath -m "${1:-docs/webconsole.png}")
work=$(mktemp -d)
jvm=
clean_up() {
    [ -z "$jvm" ] || kill "$jvm" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT

mkdir "$work/bundle" "$work/conf"
version() { # of an artifact, as the build says
    sed -n "/<artifactId>$1<\/artifactId>/{n;s:.*<version>\(.*\)</version>.*:\1:p}" pom.xml | head -1
}
dependency() { # GROUP ARTIFACT [VERSION]
    echo "<dependency><groupId>$1</groupId><artifactId>$2</artifactId><version>${3:-$(version "$2")}</version></dependency>"
}
{
    echo "<project><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version><dependencies>"
    dependency org.apache.felix org.apache.felix.main
    dependency org.apache.felix org.apache.felix.scr
    dependency org.apache.felix org.apache.felix.inventory
    dependency org.apache.felix org.apache.felix.configadmin 1.9.26
    dependency org.apache.felix org.apache.felix.http.servlet-api
    dependency org.apache.felix org.apache.felix.http.jetty 5.1.32
    dependency org.apache.felix org.apache.felix.webconsole 5.0.10
    dependency org.osgi org.osgi.service.component
    dependency org.osgi org.osgi.service.log
    dependency org.osgi org.osgi.util.promise
    dependency org.osgi org.osgi.util.function
    dependency org.slf4j slf4j-api 1.7.36
    dependency org.slf4j slf4j-simple 1.7.36
    dependency commons-fileupload commons-fileupload 1.5
    dependency commons-io commons-io 2.14.0
    dependency org.owasp.encoder encoder 1.3.1
    echo "</dependencies></project>"
} >"$work/pom.xml"
mvn -B -q -f "$work/pom.xml" dependency:copy-dependencies -DexcludeTransitive -DoutputDirectory="$work/bundle"
mv "$work"/bundle/org.apache.felix.main-*.jar "$work"
cp api/target/codestare.nursery.api-*.jar impl/target/codestare.nursery.impl-*.jar \
    adapters/inventory/target/codestare.nursery.inventory-*.jar \
    examples/stuck/target/codestare.nursery.examples.stuck-*.jar "$work/bundle"
rm -f "$work"/bundle/*-{tests,sources,javadoc}.jar

port=$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >"$work/conf/config.properties" <<PROPERTIES
felix.auto.deploy.dir=$work/bundle
felix.auto.deploy.action=install,start
org.osgi.framework.storage=$work/cache
org.osgi.service.http.port=$port
org.osgi.service.http.host=127.0.0.1
felix.webconsole.username=admin
felix.webconsole.password=admin
PROPERTIES
# a shell's & hands down an ignored INT
env --default-signal=INT "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dfelix.config.properties="file:$work/conf/config.properties" \
    -jar "$work"/org.apache.felix.main-*.jar >"$work/out.txt" 2>&1 &
jvm=$!

page=http://127.0.0.1:$port/system/console/status-nursery
for ((i = 0; i < 300; i++)); do
    curl -sf -u admin:admin "$page" | grep -q "import:" && break
    sleep 0.2
done
curl -sf -u admin:admin "$page" | grep -q "import:" || { cat "$work/out.txt"; echo "FAILED: no nursery on $page"; exit 1; }
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1200,400 --virtual-time-budget=5000 \
    --user-data-dir="$work/browser" --screenshot="$picture" "${page/http:\/\//http:\/\/admin:admin@}" 2>"$work/browser.txt" \
    || { cat "$work/browser.txt"; exit 1; }
echo "$picture"
