package dev.eddy.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value of the file and where it stands.
 *
 * @param path keys and indexes from the top, as in {@code models[0].units}; empty for the top
 * @param line of the value if it is a single one, of its key if it is a list or a block; from 1
 * @param keyNode its key; in a list and at the top the value itself
 * @param node the value
 */
record Place(String path, int line, Node keyNode, Node node) {
  /** The whole document. */
  static Place top(Node node) {
    return new Place("", line(node), node, node);
  }

  /** The values of this block by key, of two alike the first; nothing if it is not a block. */
  Map<String, Place> entries() {
    Map<String, Place> entries = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
          entries.putIfAbsent(key.getValue(), under(key, tuple.getValueNode()));
        }
      }
    }
    return entries;
  }

  /** The elements of this list; nothing if it is not a list. */
  List<Place> elements() {
    List<Place> elements = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      for (Node element : sequence.getValue()) {
        String at = path + "[" + elements.size() + "]";
        elements.add(new Place(at, line(element), element, element));
      }
    }
    return elements;
  }

  /**
   * The value that a path leads to, or as far as it leads.
   *
   * @param way keys and indexes from here; keys may contain dots
   */
  Place nearest(String way) {
    Map<String, Place> next = entries();
    List<Place> elements = elements();
    for (int i = 0; i < elements.size(); i++) {
      next.put("[" + i + "]", elements.get(i));
    }
    return next.entrySet().stream()
        .filter(entry -> way.startsWith(entry.getKey()))
        .filter(entry -> way.substring(entry.getKey().length()).matches("([.\\[].*)?"))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        .map(
            entry ->
                entry
                    .getValue()
                    .nearest(way.substring(entry.getKey().length()).replaceFirst("^\\.", "")))
        .orElse(this);
  }

  /** True if nothing stands there: the key was left empty, which means left out. */
  boolean isEmpty() {
    return node instanceof ScalarNode scalar && isNull(scalar);
  }

  /** What stands there, for a message. */
  String kind() {
    return isEmpty()
        ? "nothing"
        : node instanceof ScalarNode
            ? "a single value"
            : node instanceof SequenceNode ? "a list" : "a block of keys";
  }

  private Place under(ScalarNode key, Node value) {
    String name = key.getValue();
    int at = value instanceof ScalarNode scalar && !isNull(scalar) ? line(value) : line(key);
    return new Place(path.isEmpty() ? name : path + "." + name, at, key, value);
  }

  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static boolean isNull(ScalarNode scalar) {
    return scalar.getTag().equals(Tag.NULL);
  }
}
