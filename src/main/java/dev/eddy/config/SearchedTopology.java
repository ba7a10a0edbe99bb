package dev.eddy.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A topology file in which values of models are left to a search, as in {@code units: {search: [16,
 * 64]}}. With a value for each it is a topology file like any other. Immutable.
 */
public final class SearchedTopology {
  private final String name;
  private final String text;
  private final Function<String, Optional<String>> environment;
  private final List<SearchReader.Found> found;

  private SearchedTopology(
      String name,
      String text,
      Function<String, Optional<String>> environment,
      List<SearchReader.Found> found) {
    this.name = name;
    this.text = text;
    this.environment = environment;
    this.found = List.copyOf(found);
  }

  /**
   * Reads a file, with the variables of this process's environment.
   *
   * @throws InvalidTopology with everything that is wrong with it; that nothing is left to a search
   *     is wrong
   */
  public static SearchedTopology load(Path file) {
    Problems problems = new Problems(file.toString());
    String text = TopologyFile.read(file, problems);
    if (problems.any()) {
      throw problems.asException();
    }
    return parse(file.toString(), text, name -> Optional.ofNullable(System.getenv(name)));
  }

  /**
   * Reads text.
   *
   * @param name what the text is called in messages
   * @param environment the value of a variable; empty if there is none of that name
   * @throws InvalidTopology with everything that is wrong with it; that nothing is left to a search
   *     is wrong
   */
  public static SearchedTopology parse(
      String name, String text, Function<String, Optional<String>> environment) {
    Problems problems = new Problems(name);
    Node top = YamlDocument.compose(text, problems);
    List<SearchReader.Found> found =
        top == null ? List.of() : new SearchReader(problems).read(Place.top(top));
    if (!problems.any() && found.isEmpty()) {
      problems.add(
          "leaves nothing to a search: write {search: [low, high]} in place of a number of a model");
    }
    if (problems.any()) {
      throw problems.asException();
    }
    SearchedTopology searched = new SearchedTopology(name, text, environment, found);
    searched.requireCorners();
    return searched;
  }

  /** Each end of each range must be a value that may stand there, all else at its first. */
  private void requireCorners() {
    Set<String> wrong = new LinkedHashSet<>();
    for (int i = 0; i < found.size(); i++) {
      for (String corner : found.get(i).range().corners()) {
        List<String> values = new ArrayList<>(first());
        values.set(i, corner);
        try {
          with(values);
        } catch (InvalidTopology e) {
          wrong.addAll(e.problems());
        }
      }
    }
    if (!wrong.isEmpty()) {
      throw new InvalidTopology(List.copyOf(wrong));
    }
  }

  /** What is left to the search, in the order of the text. */
  public List<SearchRange> ranges() {
    return found.stream().map(SearchReader.Found::range).toList();
  }

  /** The text as it was read. */
  public String text() {
    return text;
  }

  /** The topology with some value for each range: what does not depend on them is so in all. */
  public TopologyFile any() {
    return with(first());
  }

  private List<String> first() {
    return found.stream().map(one -> one.range().corners().get(0)).toList();
  }

  /**
   * The text with a value for each range; all else, comments too, stays as it is.
   *
   * @param values in the order of {@link #ranges}
   */
  public String text(List<String> values) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (int i = 0; i < found.size(); i++) {
      int start = text.offsetByCodePoints(0, found.get(i).from());
      filled.append(text, from, start).append(quoted(found.get(i).range(), values.get(i)));
      from = text.offsetByCodePoints(0, found.get(i).to());
    }
    return filled.append(text.substring(from)).toString();
  }

  /** A word that YAML could take for something else stands in quotes. */
  private static String quoted(SearchRange range, String value) {
    return range.isNumber() || value.matches("[A-Za-z0-9][A-Za-z0-9.+-]*")
        ? value
        : "'" + value.replace("'", "''") + "'";
  }

  /**
   * The topology with a value for each range.
   *
   * @param values in the order of {@link #ranges}
   * @throws InvalidTopology if they do not go together
   */
  public TopologyFile with(List<String> values) {
    return TopologyFile.parse(name, text(values), environment);
  }
}
