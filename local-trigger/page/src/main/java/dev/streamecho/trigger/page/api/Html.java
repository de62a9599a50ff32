package dev.streamecho.trigger.page.api;

import java.util.List;
import java.util.Map;

/** A document that needs nothing else: no script, no file, no network. Whatever is put into it is text. */
final class Html {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
            table { border-collapse: collapse; } th, td { padding: .2rem 1rem .2rem 0; text-align: left; vertical-align: top; }
            pre { background: color-mix(in srgb, CanvasText 7%%, Canvas); overflow: auto; padding: .75rem; white-space: pre-wrap; overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            """;

    private static final String END = "</body>\n</html>\n";

    private final StringBuilder document = new StringBuilder();

    Html(String title) {
        document.append(HEAD.formatted(escaped(title)));
    }

    Html heading(String text) {
        return element("h2", text);
    }

    Html paragraph(String text) {
        return element("p", text);
    }

    /** Text whose lines and spaces stay. */
    Html preformatted(String text) {
        return element("pre", text);
    }

    /** A table of two columns. */
    Html facts(Map<String, String> facts) {
        document.append("<table>\n");
        facts.forEach((name, value) -> document.append("<tr><th scope=\"row\">")
                .append(escaped(name))
                .append("</th><td>")
                .append(escaped(value))
                .append("</td></tr>\n"));
        document.append("</table>\n");
        return this;
    }

    Html table(List<String> head, List<List<String>> rows) {
        document.append("<table>\n<tr>");
        head.forEach(name ->
                document.append("<th scope=\"col\">").append(escaped(name)).append("</th>"));
        document.append("</tr>\n");
        for (List<String> row : rows) {
            document.append("<tr>");
            row.forEach(cell -> document.append("<td>").append(escaped(cell)).append("</td>"));
            document.append("</tr>\n");
        }
        document.append("</table>\n");
        return this;
    }

    private Html element(String name, String text) {
        document.append('<')
                .append(name)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(name)
                .append(">\n");
        return this;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return document + END;
    }
}
