package codestare.nursery.inventory;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes JSON: objects, arrays, strings and numbers. */
final class Json {
    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    static String object(Consumer<Json> members) {
        Json json = new Json();
        json.enclosed('{', '}', members);
        return json.text.toString();
    }

    Json member(String name, @Nullable Object value) {
        key(name);
        if (value == null || value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            string(value.toString());
        }
        return this;
    }

    Json objects(String name, Iterable<? extends Consumer<Json>> objects) {
        key(name);
        enclosed('[', ']', json -> {
            for (Consumer<Json> members : objects) {
                json.separate();
                json.enclosed('{', '}', members);
            }
        });
        return this;
    }

    Json strings(String name, Iterable<String> strings) {
        key(name);
        enclosed('[', ']', json -> {
            for (String each : strings) {
                json.separate();
                json.string(each);
            }
        });
        return this;
    }

    private void enclosed(char open, char close, Consumer<Json> content) {
        text.append(open);
        first = true;
        content.accept(this);
        text.append(close);
        first = false;
    }

    private void key(String name) {
        separate();
        string(name);
        text.append(':');
    }

    private void separate() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }

    private void string(String value) {
        text.append('"');
        for (int at = 0; at < value.length(); at++) {
            char each = value.charAt(at);
            switch (each) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                default -> {
                    if (each < ' ') {
                        text.append(String.format("\\u%04x", (int) each));
                    } else {
                        text.append(each);
                    }
                }
            }
        }
        text.append('"');
    }
}
