package dev.streamecho.trigger.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Who may use the API of one run: programs show a token, and the page a cookie, which the browser sends by itself. It is
 * immutable.
 *
 * @param cookieName of its own for each port, as a browser has one jar for all ports of a machine
 */
record Session(String token, String cookieName, String cookieValue) {
    private static final int BYTES = 32;
    private static final String BEARER = "Bearer ";

    static Session begin(int port) {
        return new Session(secret(), "stream-echo-" + port, secret());
    }

    private static String secret() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a request may use the API. */
    boolean admits(Request request) {
        Optional<String> given = Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION));
        return given.isPresent()
                ? given.filter(credentials -> credentials.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                        .filter(credentials ->
                                isSame(credentials.substring(BEARER.length()).strip(), token))
                        .isPresent()
                : hasCookie(request) && (isReading(request) || isOfPage(request));
    }

    private boolean hasCookie(Request request) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(cookieName))
                .anyMatch(cookie -> isSame(cookie.getValue(), cookieValue));
    }

    private static boolean isReading(Request request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    /** Every browser sends it with what writes, and the door has looked at it. */
    private static boolean isOfPage(Request request) {
        return request.getHeaders().contains(HttpHeader.ORIGIN);
    }

    /** Takes the same time wherever they differ. */
    private static boolean isSame(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(UTF_8), expected.getBytes(UTF_8));
    }

    HttpCookie cookie() {
        return HttpCookie.build(cookieName, cookieValue)
                .httpOnly(true)
                .sameSite(HttpCookie.SameSite.STRICT)
                .path("/")
                .build();
    }
}
