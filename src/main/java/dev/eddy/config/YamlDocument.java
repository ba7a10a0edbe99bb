package dev.eddy.config;

import java.io.StringReader;
import java.util.Iterator;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** Reads YAML text into nodes that know their lines; no object is made from them. */
final class YamlDocument {
  private static final int MOST_ALIASES = 20;
  private static final int DEEPEST = 20;

  private YamlDocument() {}

  /** The only document's top node, or null if there is none, which has then been reported. */
  static Node compose(String text, Problems problems) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setNestingDepthLimit(DEEPEST);
    try {
      Iterator<Node> documents =
          new Yaml(new SafeConstructor(options)).composeAll(new StringReader(text)).iterator();
      Node first = documents.hasNext() ? documents.next() : null;
      if (first == null || Place.top(first).isEmpty()) {
        problems.add("is empty");
        return null;
      }
      if (documents.hasNext()) {
        problems.add(
            Place.line(documents.next()),
            "a second document begins here; one file describes one topology");
        return null;
      }
      return first;
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      problems.add(
          mark.getLine() + 1,
          "is not YAML, at column " + (mark.getColumn() + 1) + ": " + sentence(e.getProblem()));
    } catch (ReaderException e) {
      int end = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.length()));
      problems.add(
          1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count(),
          String.format("is not YAML: it contains the character U+%04X", e.getCodePoint()));
    } catch (YAMLException e) {
      problems.add("is not YAML that is read here: " + sentence(e.getMessage()));
    }
    return null;
  }

  /**
   * The first line of what the parser says, without the name of an alias, which could be a text.
   */
  private static String sentence(String problem) {
    return problem
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("undefined alias.*", "undefined alias");
  }
}
