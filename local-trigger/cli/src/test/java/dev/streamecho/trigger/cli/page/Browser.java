package dev.streamecho.trigger.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium without a window at the page of a running trigger. */
final class Browser implements AutoCloseable {
    private final ChromeDriver driver;
    private final String page;

    private Browser(ChromeDriver driver, String page) {
        this.driver = driver;
        this.page = page;
    }

    /** Whether a Chromium and its driver are on the {@code PATH}, as Debian's packages put them. */
    static boolean isInstalled() {
        return browser().isPresent() && program("chromedriver").isPresent();
    }

    private static Optional<File> browser() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> program(name).stream())
                .findFirst();
    }

    private static Optional<File> program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toFile)
                .findFirst();
    }

    /** Opens the page of a trigger in a window of this size. */
    static Browser start(String page, int width, int height) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser().orElseThrow());
        // Chromium has no sandbox for root, as whom CI runs.
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=" + width + "," + height);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver").orElseThrow())
                .usingAnyFreePort()
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options), page);
        browser.driver.get(page);
        browser.awaitText(".connection", text -> text.startsWith("Live"));
        return browser;
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Goes to a view by its address, as {@code records/3}. */
    void open(String view) {
        driver.executeScript("location.hash = arguments[0]", "#/" + view);
        await().until(() -> driver.getCurrentUrl().endsWith("#/" + view));
        await().until(() -> driver.findElements(By.cssSelector("main .pending")).isEmpty());
    }

    /** Chooses a theme, and loads the page again. */
    void theme(String theme) {
        driver.executeScript("localStorage.setItem('stream-echo.theme', arguments[0])", theme);
        driver.get("about:blank");
        driver.get(page);
        awaitText(".connection", text -> text.startsWith("Live"));
    }

    /** Loads the page that is shown again. */
    void reload() {
        driver.navigate().refresh();
        awaitText(".connection", text -> text.startsWith("Live"));
    }

    /** The text of the first element of this kind, empty if there is none now. */
    String text(String selector) {
        try {
            List<WebElement> found = driver.findElements(By.cssSelector(selector));
            return found.isEmpty() ? "" : found.get(0).getText();
        } catch (StaleElementReferenceException e) {
            // It was drawn again meanwhile.
            return "";
        }
    }

    /** Waits until the text of the first element of this kind is as it should be. */
    String awaitText(String selector, Predicate<String> isRight) {
        String[] last = {""};
        await().alias("text of " + selector).until(() -> isRight.test(last[0] = text(selector)));
        return last[0];
    }

    /** The texts of all elements of this kind, from the top to the bottom. */
    @SuppressWarnings("unchecked")
    List<String> texts(String selector) {
        return (List<String>) driver.executeScript(
                "return [...document.querySelectorAll(arguments[0])]"
                        + ".sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)"
                        + ".map((element) => element.innerText.replace(/\\s+/g, ' ').trim())",
                selector);
    }

    /** Clicks the button or link with this text when it is there: that of the dialog, if one is open. */
    void click(String text) {
        By button = By.xpath("//dialog[@open]//button[normalize-space()='%1$s']"
                .concat("|//main[not(.//dialog[@open])]//*[self::button or self::a][normalize-space()='%1$s']")
                .formatted(text));
        await().alias("click on " + text).ignoreExceptions().until(() -> {
            driver.findElement(button).click();
            return true;
        });
    }

    /** Presses keys, one after the other, on whatever has the focus. */
    void press(CharSequence... keys) {
        for (CharSequence key : keys) {
            new Actions(driver).sendKeys(key).perform();
        }
    }

    /** Replaces what is in a field, as one would by hand. */
    void type(String id, String text) {
        await().until(() -> !driver.findElements(By.id(id)).isEmpty());
        WebElement field = driver.findElement(By.id(id));
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        // Not key by key: a long text takes seconds so.
        driver.executeScript(
                "arguments[0].focus(); document.execCommand('insertText', false, arguments[1])", field, text);
    }

    /** What scripts and the content security policy complained of since the last call, but for refused requests. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("Failed to load resource"))
                .toList();
    }

    /** What of this view axe finds that not everybody can read or use. */
    @SuppressWarnings("unchecked")
    List<String> violations() throws IOException {
        if (!(Boolean) driver.executeScript("return 'axe' in window")) {
            try (InputStream axe = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
                driver.executeScript(new String(axe.readAllBytes(), UTF_8));
            }
        }
        return (List<String>)
                driver.executeAsyncScript(
                        "const done = arguments[arguments.length - 1];"
                                + "axe.run(document, {resultTypes: ['violations']}).then((found) => done(found.violations.map((rule) =>"
                                + " rule.id + ': ' + rule.nodes.map((node) => node.html).join(' '))), (error) => done([String(error)]))");
    }

    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
