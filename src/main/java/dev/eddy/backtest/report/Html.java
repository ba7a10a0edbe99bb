package dev.eddy.backtest.report;

import java.util.List;

/** Pieces of HTML. */
public final class Html {
  private Html() {}

  /** A text that may hold anything. */
  public static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /**
   * A table whose first column is text and whose others are numbers.
   *
   * @param rows as long as the header
   */
  public static String table(List<String> header, List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
    header.forEach(cell -> table.append("<th scope=\"col\">").append(text(cell)).append("</th>"));
    table.append("</tr></thead><tbody>\n");
    for (List<String> row : rows) {
      table.append("<tr><th scope=\"row\">").append(text(row.get(0))).append("</th>");
      row.subList(1, row.size())
          .forEach(cell -> table.append("<td>").append(text(cell)).append("</td>"));
      table.append("</tr>\n");
    }
    return table.append("</tbody></table></div>\n").toString();
  }

  /**
   * Where a chart is drawn.
   *
   * @param id by which the page's script knows it
   * @param kind {@code low}, {@code tall}, {@code wide} or nothing
   */
  public static String chart(String id, String title, String kind) {
    return "<figure><figcaption>"
        + text(title)
        + "</figcaption><div class=\"chart "
        + (kind + "\" id=\"" + id + "\" role=\"img\" aria-label=\"" + text(title))
        + "\"></div></figure>\n";
  }

  /** Two pieces beside each other where there is room. */
  public static String pair(String left, String right) {
    return "<div class=\"pair\">" + left + right + "</div>\n";
  }

  /** A quiet paragraph of HTML. */
  public static String note(String html) {
    return "<p class=\"note\">" + html + "</p>\n";
  }
}
