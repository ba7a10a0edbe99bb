package dev.eddy.backtest.report;

import java.util.List;

/** Pieces of HTML. */
final class Html {
  private Html() {}

  /** A text that may hold anything. */
  static String text(String text) {
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
  static String table(List<String> header, List<List<String>> rows) {
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
}
