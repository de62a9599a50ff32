package dev.streamecho.trigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        // The example of "Working with routes for HTTP APIs" in AWS's documentation.
        "GET,  /pets/dog/1,   GET /pets/dog/1, {}",
        "GET,  /pets/dog/2,   GET /pets/dog/{id}, {id=2}",
        "GET,  /pets/cat/1,   GET /pets/{proxy+}, {proxy=cat/1}",
        "POST, /test/5,       ANY /{proxy+}, {proxy=test/5}",
        "POST, /pets/dog/1,   ANY /{proxy+}, {proxy=pets/dog/1}",
        "GET,  /pets/,        GET /pets/{proxy+}, {proxy=}",
        "GET,  /,             ANY /{proxy+}, {proxy=}",
        "GET,  /pets/a%20b/c, GET /pets/{proxy+}, {proxy=a%20b/c}",
        "GET,  /pets/d%6Fg/1, GET /pets/dog/1, {}",
        "GET,  /Pets/dog/1,   ANY /{proxy+}, {proxy=Pets/dog/1}",
    })
    void httpApiTakesTheMostSpecificRouteOfTheMethod(String method, String path, String route, String parameters) {
        Routes routes = new Routes(TestApis.http(
                folder,
                "",
                "$default",
                "ANY /{proxy+}",
                "GET /pets/{proxy+}",
                "GET /pets/dog/{id}",
                "GET /pets/dog/1"));

        assertThat(found(routes, method, path)).isEqualTo(route + " " + parameters);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /items,  GET /items",
        "POST,   /items,  ANY /items",
        "GET,    /items/, $default",
        "DELETE, /other,  $default",
    })
    void httpApiPrefersTheOwnMethodAndFallsBackToTheDefaultRoute(String method, String path, String route) {
        Routes routes = new Routes(TestApis.http(folder, "", "ANY /items", "$default", "GET /items"));

        assertThat(found(routes, method, path)).isEqualTo(route + " {}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /items,         GET /items {}",
        "GET,  /items/,        GET /items {}",
        "GET,  /items/1,       GET /items/{key} {key=1}",
        "GET,  /items/1/,      GET /items/{key} {key=1}",
        "GET,  /items/a%2Fb,   GET /items/{key} {key=a%2Fb}",
        "GET,  /items/1/parts, ANY /{all+} {all=items/1/parts}",
        "GET,  /other,         ANY /{all+} {all=other}",
        "POST, /items,         none",
        "POST, /items/1,       none",
        "GET,  /,              none",
    })
    void restApiChoosesThePathBeforeTheMethod(String method, String path, String route) {
        Routes routes = new Routes(TestApis.rest(folder, "", "GET /items", "ANY /{all+}", "GET /items/{key}"));

        assertThat(found(routes, method, path)).isEqualTo(route);
    }

    private static String found(Routes routes, String method, String path) {
        return routes.find(method, path)
                .map(match -> match.route().key() + " " + match.parameters())
                .orElse("none");
    }
}
