package dev.streamecho.trigger.page;

import dev.streamecho.trigger.page.api.Answer;
import dev.streamecho.trigger.page.api.PageApi;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends a request to the API, if it may, or answers with a file of the page. */
final class PageHandler extends Handler.Abstract {
    /** Nothing is loaded from elsewhere, no markup is made of strings, and nobody frames the page. */
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'");

    private final Session session;
    private final PageApi api;
    private final boolean withPage;
    private final PageFiles files = new PageFiles();

    PageHandler(Session session, PageApi api, boolean withPage) {
        this.session = session;
        this.api = api;
        this.withPage = withPage;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        putHeaders(response.getHeaders());
        String path = request.getHttpURI().getPath();
        if (PageApi.serves(path)) {
            if (!PageApi.isOpen(path) && !session.admits(request)) {
                Answer.error(
                                HttpStatus.UNAUTHORIZED_401,
                                "The API needs the token of .trigger/run.json, as Authorization: Bearer TOKEN,"
                                        + " or the cookie that the page has")
                        .with(HttpHeader.WWW_AUTHENTICATE.asString(), "Bearer")
                        .send(response, callback);
                return true;
            }
            return api.handle(request, response, callback);
        }
        sendFile(request, path, response, callback);
        return true;
    }

    private void sendFile(Request request, String path, Response response, Callback callback) {
        Optional<PageFiles.File> file = withPage ? files.find(path) : Optional.empty();
        if (file.isEmpty()) {
            Answer.error(HttpStatus.NOT_FOUND_404, "There is nothing at " + path)
                    .send(response, callback);
            return;
        }
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            Answer.error(HttpStatus.METHOD_NOT_ALLOWED_405, "This can only be read, with GET")
                    .with(HttpHeader.ALLOW.asString(), "GET, HEAD")
                    .send(response, callback);
            return;
        }
        if (file.get().isPage()) {
            Response.addCookie(response, session.cookie());
        }
        boolean isKnown = file.get().tag().equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH));
        new Answer(
                        isKnown ? HttpStatus.NOT_MODIFIED_304 : HttpStatus.OK_200,
                        file.get().mediaType(),
                        isKnown ? new byte[0] : file.get().content(),
                        Map.of(
                                HttpHeader.ETAG.asString(),
                                file.get().tag(),
                                HttpHeader.CACHE_CONTROL.asString(),
                                "no-cache"))
                .send(response, callback);
    }

    private static void putHeaders(HttpFields.Mutable headers) {
        headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    }
}
