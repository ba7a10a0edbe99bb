package dev.eddy.backtest.report;

import java.util.List;
import java.util.Locale;

/**
 * A model's skill at each horizon as bars of SVG, with a line at 1 where the best naive forecast
 * stands.
 */
final class SkillChart {
  private static final double WIDTH = 340;
  private static final double HEIGHT = 120;
  private static final double LEFT = 34;
  private static final double BOTTOM = 18;
  private static final double TOP = 6;
  private static final double LEAST_TOP = 1.2;

  private final List<Double> skill; // [H]
  private final double top;

  /**
   * Of one model.
   *
   * @param top the skill at the chart's upper end, the same for all charts that are compared
   */
  SkillChart(List<Double> skill, double top) {
    this.skill = skill;
    this.top = top;
  }

  /** Where the upper end must be, for all bars to be whole. */
  static double topOf(List<List<Double>> all) {
    double most =
        all.stream()
            .flatMap(List::stream)
            .filter(Double::isFinite)
            .mapToDouble(s -> s)
            .max()
            .orElse(1);
    return Math.max(LEAST_TOP, Math.min(4, 1.05 * most));
  }

  String svg(String title) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(Locale.ROOT, "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\">", WIDTH, HEIGHT));
    svg.append("<title>").append(Html.text(title)).append("</title>");
    double slot = (WIDTH - LEFT) / skill.size();
    double gap = slot > 4 ? 0.2 * slot : 0;
    for (int h = 1; h <= skill.size(); h++) {
      double value = skill.get(h - 1);
      if (Double.isFinite(value)) {
        double y = y(Math.min(value, top));
        svg.append(
            String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"><title>h%d: %s</title></rect>",
                value < 1 ? "better" : "worse",
                LEFT + (h - 1) * slot + gap / 2,
                y,
                slot - gap,
                y(0) - y,
                h,
                Figures.ratio(value)));
      }
    }
    axis(svg, slot);
    return svg.append("</svg>").toString();
  }

  private void axis(StringBuilder svg, double slot) {
    for (double mark : new double[] {0, 1}) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"mark\" x1=\"%.0f\" x2=\"%.0f\" y1=\"%.2f\" y2=\"%.2f\"/>"
                  + "<text x=\"%.0f\" y=\"%.2f\" text-anchor=\"end\">%.0f</text>",
              LEFT,
              WIDTH,
              y(mark),
              y(mark),
              LEFT - 6,
              y(mark) + 4,
              mark));
    }
    label(svg, LEFT + slot / 2, "h1");
    if (skill.size() > 1) {
      label(svg, WIDTH - Math.max(slot / 2, 10), "h" + skill.size());
    }
  }

  private static void label(StringBuilder svg, double x, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.2f\" y=\"%.0f\" text-anchor=\"middle\">%s</text>",
            x,
            HEIGHT - 4,
            text));
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP);
  }
}
