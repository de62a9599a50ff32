package dev.streamecho.trigger.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the page: its own, and those of the libraries. This class is thread-safe. */
final class PageFiles {
    private static final String PAGE = "/index.html";

    /** No path that leads elsewhere, and no file without a known type. */
    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9_-]+)*/[A-Za-z0-9_.-]+\\.([a-z0-9]+)");

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon");

    private static final Map<String, Library> LIBRARIES = Map.of(
            "/lib/preact.js", new Library("org.webjars.npm", "preact", "dist/preact.module.js"),
            "/lib/hooks.js", new Library("org.webjars.npm", "preact", "hooks/dist/hooks.module.js"),
            "/lib/htm.js", new Library("org.mvnpm", "htm", "dist/htm.module.js"));

    /** A browser finds no package by its name. */
    private static final String NAME_OF_PACKAGE = "from\"preact\"";

    private static final String PATH_OF_PACKAGE = "from\"/lib/preact.js\"";

    private final Map<String, Optional<File>> files = new ConcurrentHashMap<>();

    /**
     * A file.
     *
     * @param tag changes with the content
     * @param isPage whether a browser shows it, rather than loads it
     */
    record File(byte[] content, String mediaType, String tag, boolean isPage) {}

    /** A file of a library whose jar is on the class path, whatever its version. */
    private record Library(String group, String artifact, String file) {
        Optional<byte[]> content() {
            String version = version();
            String folder = group.equals("org.mvnpm") ? "_static" : "webjars";
            return resource("/META-INF/resources/%s/%s/%s/%s".formatted(folder, artifact, version, file))
                    .map(content -> new String(content, UTF_8)
                            .replace(NAME_OF_PACKAGE, PATH_OF_PACKAGE)
                            .getBytes(UTF_8));
        }

        private String version() {
            Properties properties = new Properties();
            try (InputStream stream = PageFiles.class.getResourceAsStream(
                    "/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact))) {
                if (stream != null) {
                    properties.load(stream);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return properties.getProperty("version", "");
        }
    }

    /** Returns the file of a path; empty if there is none. */
    Optional<File> find(String path) {
        String named = path.equals("/") ? PAGE : path;
        Matcher parts = PATH.matcher(named);
        if (!parts.matches() || named.contains("..") || !MEDIA_TYPES.containsKey(parts.group(1))) {
            return Optional.empty();
        }
        Optional<File> known = files.get(named);
        if (known == null) {
            known = content(named).map(content -> file(named, content, MEDIA_TYPES.get(parts.group(1))));
            if (known.isPresent()) {
                files.put(named, known);
            }
        }
        return known;
    }

    private static File file(String path, byte[] content, String mediaType) {
        return new File(content, mediaType, tag(content), path.endsWith(".html"));
    }

    private static Optional<byte[]> content(String path) {
        Library library = LIBRARIES.get(path);
        return library == null ? resource("assets" + path) : library.content();
    }

    private static Optional<byte[]> resource(String name) {
        try (InputStream stream = PageFiles.class.getResourceAsStream(name)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
