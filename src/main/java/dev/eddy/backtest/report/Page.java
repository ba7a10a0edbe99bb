package dev.eddy.backtest.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A page of HTML that needs nothing beside itself: no network, its charts drawn by the script that
 * it carries, light or dark as the reader's screen. About 1.2 MB and its data.
 *
 * @param title a text
 * @param body HTML below the title
 * @param data a JSON object that the script finds in the element {@code data}
 * @param script adds charts to {@code eddyCharts}, and starts them
 */
public record Page(String title, String body, String data, String script) {
  private static final String CHARTS =
      "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.min.js";

  /** The whole page. */
  public String html() {
    String shown = Html.text(title);
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        + ("<title>" + shown + "</title>\n<style>\n" + resource(Page.class, "report.css"))
        + ("</style></head>\n<body><main>\n<h1>" + shown + "</h1>\n" + body + "</main>\n")
        + "<script type=\"application/json\" id=\"data\">"
        + (data.replace("<", "\\u003c") + "</script>\n<script>" + resource(Page.class, CHARTS))
        + ("</script>\n<script>" + resource(Page.class, "charts.js"))
        + ("</script>\n<script>" + script + "</script>\n</body></html>\n");
  }

  /** A text that the build holds beside a class. */
  public static String resource(Class<?> beside, String name) {
    try (InputStream text = beside.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException("resource " + name + " is missing from the build");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
