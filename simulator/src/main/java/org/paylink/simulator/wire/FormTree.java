package org.paylink.simulator.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Form parameters as a tree: a text, or children by key or index. */
final class FormTree {
  private final Map<String, FormTree> children = new LinkedHashMap<>();
  private String text;

  private FormTree() {}

  static FormTree of(Map<String, String> values) {
    FormTree root = new FormTree();
    values.forEach(
        (path, value) -> {
          FormTree at = root;
          for (String key : path.replace("]", "").split("\\[", -1)) {
            at = at.children.computeIfAbsent(key, k -> new FormTree());
          }
          at.text = value;
        });
    return root;
  }

  /** The text, if this is a leaf. */
  Optional<String> text() {
    return Optional.ofNullable(text).filter(t -> children.isEmpty());
  }

  Map<String, FormTree> children() {
    return children;
  }
}
