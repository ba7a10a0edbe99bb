package dev.eddy.config;

import dev.eddy.config.SearchRange.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds what the models of a file leave to a search. */
final class SearchReader {
  /** The key under which a value is left to a search. */
  static final String SEARCH = "search";

  /** What is said of a search where one value is needed. */
  static final String UNSEARCHED =
      "is left to a search, which only eddy tune makes, and only within models; must be one value"
          + " here";

  private static final String SCALE = "scale";
  private static final String OF = "of";
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final int MOST_DIGITS = 20;

  private final Problems problems;
  private final List<Found> found = new ArrayList<>();
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * A range and what it stands in place of.
   *
   * @param from code points of the text before it
   * @param to code points of the text before what follows it
   */
  record Found(SearchRange range, int from, int to) {}

  /** Reports to {@code problems}. */
  SearchReader(Problems problems) {
    this.problems = problems;
  }

  /** True if something is left to a search there. */
  static boolean isSearch(Place place) {
    return place.entries().containsKey(SEARCH);
  }

  /** All ranges within the models, in the order of the text; what is wrong has been reported. */
  List<Found> read(Place top) {
    Place models = top.entries().get("models");
    if (models != null) {
      List<Place> entries = models.elements();
      for (int i = 0; i < entries.size(); i++) {
        walk(entries.get(i), i);
      }
    }
    found.sort((a, b) -> Integer.compare(a.from(), b.from()));
    return found;
  }

  /** A block that the file names twice is searched once. */
  private void walk(Place place, int entry) {
    if (!seen.add(place.node())) {
      return;
    }
    if (isSearch(place)) {
      range(place, entry)
          .ifPresent(
              range ->
                  found.add(
                      new Found(range, place.node().getStartMark().getIndex(), end(place.node()))));
      return;
    }
    place.entries().values().forEach(inner -> walk(inner, entry));
    place.elements().forEach(inner -> walk(inner, entry));
  }

  /** Where a node's own text ends: a block's end mark lies before whatever follows it. */
  private static int end(Node node) {
    boolean isBlock =
        node instanceof CollectionNode<?> collection
            && collection.getFlowStyle() == FlowStyle.BLOCK
            && !collection.getValue().isEmpty();
    if (!isBlock) {
      return node.getEndMark().getIndex();
    }
    if (node instanceof SequenceNode sequence) {
      return end(sequence.getValue().get(sequence.getValue().size() - 1));
    }
    List<NodeTuple> tuples = ((MappingNode) node).getValue();
    return end(tuples.get(tuples.size() - 1).getValueNode());
  }

  private Optional<SearchRange> range(Place place, int entry) {
    Map<String, Place> entries = place.entries();
    for (Map.Entry<String, Place> one : entries.entrySet()) {
      if (!one.getKey().equals(SEARCH) && !one.getKey().equals(SCALE)) {
        return refuse(one.getValue(), "", "is not a known key; known here: search, scale");
      }
    }
    if (place.path().endsWith("].name")) {
      return refuse(place, "", "is what an entry is called, and not for a search");
    }
    Place search = entries.get(SEARCH);
    return search.entries().containsKey(OF)
        ? words(place, search, entry)
        : numbers(place, search, entry);
  }

  private Optional<SearchRange> words(Place place, Place search, int entry) {
    Place of = search.entries().get(OF);
    List<String> words = new ArrayList<>();
    for (Place element : of.elements()) {
      if (!(element.node() instanceof ScalarNode scalar) || element.isEmpty()) {
        return refuse(element, "", "must be a single value, not " + element.kind());
      }
      words.add(scalar.getValue());
    }
    if (words.size() < 2 || words.stream().distinct().count() < words.size()) {
      return refuse(of, "", "must be a list of two values or more, no two the same");
    }
    return Optional.of(new SearchRange(place.path(), entry, null, words));
  }

  private Optional<SearchRange> numbers(Place place, Place search, int entry) {
    List<Place> ends = search.elements();
    if (ends.size() != 2) {
      return refuse(search, "", "must be [low, high], or {of: [one, another]}");
    }
    Optional<BigDecimal> low = number(ends.get(0));
    Optional<BigDecimal> high = number(ends.get(1));
    if (low.isEmpty() || high.isEmpty()) {
      return Optional.empty();
    }
    if (low.get().compareTo(high.get()) >= 0) {
      return refuse(search, "[" + text(ends.get(0)) + ", " + text(ends.get(1)) + "]", "must rise");
    }
    boolean whole = ends.stream().allMatch(end -> WHOLE.matcher(text(end)).matches());
    boolean positive = low.get().signum() > 0;
    boolean wide = positive && high.get().compareTo(low.get().multiply(Span.WIDE)) >= 0;
    Place scale = place.entries().get(SCALE);
    String asked = scale == null ? "" : text(scale);
    if (scale != null && !asked.equals("linear") && !asked.equals("log")) {
      return refuse(scale, asked, "must be linear or log");
    }
    if (asked.equals("log") && !positive) {
      return refuse(scale, asked, "goes with numbers above 0");
    }
    boolean logarithmic = asked.isEmpty() ? wide : asked.equals("log");
    return Optional.of(
        new SearchRange(
            place.path(), entry, new Span(low.get(), high.get(), whole, logarithmic), List.of()));
  }

  private Optional<BigDecimal> number(Place end) {
    String text = text(end);
    try {
      double value = (Double) Scalars.read(Double.class, text, false);
      BigDecimal exact = new BigDecimal(text);
      if (value == exact.doubleValue()
          && exact.precision() <= MOST_DIGITS
          && Math.abs(exact.scale()) <= MOST_DIGITS) {
        return Optional.of(exact);
      }
    } catch (IllegalArgumentException e) {
      // Said below, whichever of the two it was.
    }
    refuse(end, text, "must be a number; a choice of words is {search: {of: [one, another]}}");
    return Optional.empty();
  }

  private static String text(Place place) {
    return place.node() instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  private Optional<SearchRange> refuse(Place place, String value, String rule) {
    problems.add(place.line(), place.path(), value, rule);
    return Optional.empty();
  }
}
