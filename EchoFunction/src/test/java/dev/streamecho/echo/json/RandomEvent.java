package dev.streamecho.echo.json;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * An event as JSON, made of random numbers: anything that the service might send, in every way in which that may be
 * written. An odd one also has values of other types and shapes, and what the runtime reads though it is not JSON.
 */
final class RandomEvent {
    private static final int DEEPEST = 32;
    private static final String[] TYPES = {"S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "M", "L"};
    private static final String[] NAMES = {
        "id",
        "name",
        "customerEmail",
        "address of the customer, all lines",
        "é",
        "größe",
        "\\ud83d\\uDE00",
        "\\u0061",
        "日本語",
        "a.b",
        "S"
    };
    private static final String[] UNKNOWN_NAMES = {
        "records", "eventId", "eventSourceArn", "Dynamodb", "keys", "s", "bool", "nULL", "", "K", "é😀", "a/b~c"
    };
    private static final String[] UNKNOWN_VALUES = {
        "null",
        "true",
        "-1.5e-3",
        "\"\"",
        "\"S\"",
        "[]",
        "{}",
        "[1,[2,{\"S\":[]}]]",
        "{\"Records\":[{\"M\":{}}],\"\":null}"
    };
    private static final String[] ODD_VALUES = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "7",
        "-3",
        "1.9",
        "1e3",
        "1e400",
        "NaN",
        "-Infinity",
        "\"\"",
        "\" \\t\"",
        "\"abc\"",
        "\" 7 \"",
        "\"+7\"",
        "\"7.9\"",
        "\"true\"",
        "\" False\"",
        "\"FALSE \"",
        "\"null\"",
        "\"AAEC\"",
        "\"AAE\"",
        "\"KEYS_ONLY\"",
        "[]",
        "[null]",
        "[[]]",
        "[\"x\"]",
        "[7]",
        "[true]",
        "[\"\"]",
        "[\"AAEC\"]",
        "[[\"x\"]]",
        "[\"x\",\"y\"]",
        "[1,2]",
        "{}",
        "[{}]",
        "[{},{}]",
        "[[{}]]",
        "{\"S\":\"x\"}",
        "{\"id\":{\"S\":\"x\"}}",
        "[{\"L\":[{\"N\":\"1\"}]}]",
        "[\"x\",[{}]]",
        "007",
        "'single'",
        "\"\\q\"",
        "\"\u0001\"",
        "01.5"
    };

    private static final Pattern HALF_PAIR = Pattern.compile("(\\\\ud83d\\\\uDE00)|\\\\ud[89a-f][0-9a-f]{2}");

    private final Random random;
    private final boolean odd;

    RandomEvent(long seed, boolean odd) {
        random = new Random(seed);
        this.odd = odd;
    }

    String json() {
        List<String> records = new ArrayList<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            records.add(oneIn(50) ? "null" : record());
        }
        List<String> fields = new ArrayList<>();
        add("Records", array(records), fields);
        return odd && oneIn(200) ? oneOf(UNKNOWN_VALUES) : space() + object(fields) + space();
    }

    private String record() {
        List<String> fields = new ArrayList<>();
        add("eventID", text(), fields);
        add("eventName", quoted(oneOf("INSERT", "MODIFY", "REMOVE")), fields);
        add("eventVersion", "\"1.1\"", fields);
        add("eventSource", "\"aws:dynamodb\"", fields);
        add("awsRegion", "\"eu-central-1\"", fields);
        add("dynamodb", change(), fields);
        add("eventSourceARN", text(), fields);
        if (oneIn(4)) {
            List<String> identity = new ArrayList<>();
            add("type", "\"Service\"", identity);
            add("principalId", text(), identity);
            add("userIdentity", object(identity), fields);
        }
        return object(fields);
    }

    private String change() {
        List<String> fields = new ArrayList<>();
        add("Keys", item(1), fields);
        add("NewImage", item(3), fields);
        if (oneIn(3)) {
            add("OldImage", item(1), fields);
        }
        add("SequenceNumber", quoted(digits(24)), fields);
        add("SizeBytes", digits(1 + random.nextInt(18)), fields);
        String viewType = quoted(oneOf("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"));
        if (!oneIn(20)) {
            fields.add("\"ApproximateCreationDateTime\"" + colon() + time());
            fields.add("\"StreamViewType\"" + colon() + viewType);
        }
        return object(fields);
    }

    private String time() {
        String seconds = oneOf("", "-") + digits(1 + random.nextInt(11));
        return switch (random.nextInt(8)) {
            case 0, 1 -> seconds + "." + digits(1 + random.nextInt(9));
            case 2 -> "1.76846" + digits(1 + random.nextInt(6)) + oneOf("E9", "e+9");
            case 3 -> oneOf("0", "0.0", "-0", "0.0004", "null");
            case 4 ->
                odd
                        ? oneOf("\"1768469460\"", "\" 1.5 \"", "\"\"", "\"soon\"", "true", "NaN", "-INF", "1e400")
                        : seconds;
            default -> seconds;
        };
    }

    private String item(int size) {
        List<String> fields = new ArrayList<>();
        for (int i = random.nextInt(size + 1); i > 0; i--) {
            fields.add(name() + colon() + value(oneIn(100) ? DEEPEST : 3));
        }
        return attributes(fields);
    }

    /** An attribute value with as many levels at most. A deep one is a chain, so that it does not get large. */
    private String value(int levels) {
        if (oneIn(60)) {
            return "null";
        }
        String type =
                levels > 3 ? oneOf("M", "L") : TYPES[random.nextInt(levels == 1 ? TYPES.length - 2 : TYPES.length)];
        List<String> fields = new ArrayList<>();
        add(type, content(type, levels), fields);
        if (oneIn(40)) {
            add("S", text(), fields);
        }
        return object(fields);
    }

    private String content(String type, int levels) {
        switch (type) {
            case "S":
                return text();
            case "N":
                return quoted(oneOf("", "-") + digits(1 + random.nextInt(38)) + oneOf("", ".5", "E-130"));
            case "B":
                byte[] bytes = new byte[random.nextInt(8)];
                random.nextBytes(bytes);
                return quoted(Base64.getEncoder().encodeToString(bytes).replace("/", oneOf("/", "\\/")));
            case "BOOL", "NULL":
                return oneOf("true", "false");
            case "M":
                List<String> fields = new ArrayList<>();
                for (int i = levels > 3 ? 1 : random.nextInt(4); i > 0; i--) {
                    add(oneOf("a", "b", "S", "1"), value(levels - 1), fields);
                }
                return attributes(fields);
            default:
                List<String> elements = new ArrayList<>();
                for (int i = levels > 3 ? 1 : random.nextInt(4); i > 0; i--) {
                    String element = type.equals("L") ? value(levels - 1) : content(type.substring(0, 1), 1);
                    elements.add(oneIn(60) ? "null" : element);
                }
                return array(elements);
        }
    }

    /** A name is without half surrogate pairs, which only the newer Jackson refuses there. No UTF-8 has them. */
    private String name() {
        return oneIn(40) ? HALF_PAIR.matcher(text()).replaceAll("$1") : quoted(oneOf(NAMES));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = oneIn(1000) ? 9000 : random.nextInt(10); i > 0; i--) {
            switch (random.nextInt(40)) {
                case 0 -> text.append(oneOf("\\n", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\r", "\\t"));
                case 1 ->
                    text.append("\\u")
                            .append(Integer.toHexString(0x10000 + random.nextInt(0x10000))
                                    .substring(1));
                case 2 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
                case 3 -> text.append("\\ud83d\\uDE00");
                case 4 -> text.append((char) (0x80 + random.nextInt(0xD800 - 0x80)));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return quoted(text.toString());
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder().append((char) ('1' + random.nextInt(9)));
        while (digits.length() < count) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    /** Adds a field, unless it is to be absent, null or there twice. */
    private void add(String name, String value, List<String> fields) {
        String start = quoted(name) + colon();
        switch (random.nextInt(60)) {
            case 0 -> {}
            case 1 -> fields.add(start + "null");
            case 2 -> {
                fields.add(start + value);
                fields.add(start + "null");
            }
            case 3 -> fields.add(start + (odd ? oneOf(ODD_VALUES) : value));
            case 4 -> fields.add((odd && !name.isEmpty() ? name : quoted(name)) + colon() + value);
            default -> fields.add(start + value);
        }
    }

    private String object(List<String> fields) {
        if (oneIn(20)) {
            fields.add(quoted(oneOf(UNKNOWN_NAMES)) + colon() + oneOf(UNKNOWN_VALUES));
        }
        return ofFields(fields);
    }

    /** In these no name is unknown, so the service sends no other values than attributes. */
    private String attributes(List<String> fields) {
        return odd ? object(fields) : ofFields(fields);
    }

    private String ofFields(List<String> fields) {
        if (oneIn(3)) {
            Collections.shuffle(fields, random);
        }
        return "{" + String.join(space() + "," + space(), fields) + "}";
    }

    private String array(List<String> elements) {
        return "[" + space() + String.join("," + space(), elements) + "]";
    }

    private String colon() {
        return space() + ":" + space();
    }

    private String space() {
        return oneIn(20) ? oneOf(" ", "\n", "\t", "\r\n", "  ") : "";
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }
}
