package org.paylink.page;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.money.Money;
import org.paylink.policy.Sentence;

/** Turns the values of a desk page into what its template places. */
final class DeskModel {
  private final Words words;

  private DeskModel(Words words) {
    this.words = words;
  }

  static Map<String, Object> of(DeskView view, Words words) {
    DeskModel writer = new DeskModel(words);
    Map<String, Object> model = new HashMap<>();
    view.model().forEach((name, value) -> writer.put(model, name, value));
    model.put("lang", words.language().toLanguageTag());
    model.put("title", words.text(view.titleKey(), view.titleFacts()));
    view.refusal()
        .ifPresent(
            refusal ->
                model.put(
                    "refusal",
                    Map.of(
                        "sentence",
                        words.problem(refusal.problem(), refusal.facts()),
                        "field",
                        refusal.facts().getOrDefault("field", ""))));
    view.notice()
        .ifPresent(
            notice ->
                model.put(
                    "notice",
                    Map.of(
                        "sentence",
                        words.text(notice.labelKey(), notice.facts()),
                        "good",
                        notice.good())));
    return model;
  }

  private void put(Map<String, Object> model, String name, Object value) {
    Object written = written(value);
    if (written != null) {
      model.put(name, written);
    }
  }

  private Object written(Object value) {
    if (value instanceof Money money) {
      return words.formats().money(money);
    }
    if (value instanceof Instant instant) {
      return words.formats().dateTime(instant);
    }
    if (value instanceof Sentence sentence) {
      return words.sentence(sentence);
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(this::written).orElse(null);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::written).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new HashMap<>();
      map.forEach((name, each) -> put(copy, name.toString(), each));
      return copy;
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    throw new IllegalArgumentException("a template can't be given a " + value.getClass());
  }
}
