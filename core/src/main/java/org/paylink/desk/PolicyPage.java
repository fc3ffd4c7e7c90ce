package org.paylink.desk;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.host.Tasks;
import org.paylink.link.AmountPolicy;
import org.paylink.page.DeskView;
import org.paylink.page.Labels;
import org.paylink.page.Words;
import org.paylink.policy.CancelTime;
import org.paylink.policy.Canceller;
import org.paylink.policy.PolicyField;
import org.paylink.policy.PolicyTexts;
import org.paylink.problem.PaylinkException;
import org.paylink.task.PolicyEntry;

/** The rules for all links, set once. */
public final class PolicyPage implements DeskPage {
  private final Host host;
  private final PolicyEntry entry;
  private final Labels labels = Labels.load();

  /** For a host. */
  public PolicyPage(Host host, PolicyEntry entry) {
    this.host = host;
    this.entry = entry;
  }

  @Override
  public String name() {
    return "policy";
  }

  @Override
  public Permission permission() {
    return Permission.ADMIN;
  }

  @Override
  public DeskAnswer show(DeskRequest request) {
    Words words = new Words(labels, request.locale(), request.zone());
    Map<String, Object> model = new HashMap<>();
    Map<PolicyField, String> texts = texts();
    for (PolicyField field : PolicyField.values()) {
      model.put(
          field.field(),
          request.typed(field.field(), texts.getOrDefault(field, field.usual())).strip());
    }
    model.put("amountPolicies", options(words, "PaylinkAmountPolicy_", AmountPolicy.values()));
    model.put("cancellers", options(words, "PaylinkCanceller_", Canceller.values()));
    model.put("cancelTimes", options(words, "PaylinkCancelTime_", CancelTime.values()));
    model.put("people", people(words));
    return DeskAnswer.show(DeskView.of("PaylinkPolicy_Title", "policy", model));
  }

  @Override
  public DeskAnswer act(DeskRequest request) {
    Map<PolicyField, String> given = new EnumMap<>(PolicyField.class);
    for (PolicyField field : PolicyField.values()) {
      request.raw(field.field()).ifPresent(text -> given.put(field, text));
    }
    Actor actor = request.actor();
    entry.store(given, actor);
    return DeskAnswer.done(name(), Map.of(), "PaylinkNotice_policySaved", Map.of());
  }

  /** As they are stored, even when they make no sense together, so that they can be mended. */
  private Map<PolicyField, String> texts() {
    Map<PolicyField, String> stored = new EnumMap<>(PolicyField.class);
    stored.putAll(host.settings().policyTexts());
    return stored;
  }

  /** What there is to know about those who get tasks; nobody is worth a warning too. */
  private List<String> people(Words words) {
    List<String> logins;
    try {
      logins = PolicyTexts.read(readable()).taskPeople().everyone().toList();
    } catch (PaylinkException unreadable) {
      // Stored by hand; what is wrong is said, so that it can be mended here.
      return List.of(words.problem(unreadable.problem(), unreadable.facts()));
    }
    if (logins.isEmpty()) {
      return List.of(words.text("PaylinkPolicy_NobodyGetsTasks"));
    }
    return logins.stream()
        .map(login -> words.text(fitnessLabel(login), Map.of("user", login)))
        .toList();
  }

  private Map<PolicyField, String> readable() {
    Map<PolicyField, String> people = new EnumMap<>(PolicyField.class);
    people.put(PolicyField.TASK_PEOPLE, texts().getOrDefault(PolicyField.TASK_PEOPLE, ""));
    return people;
  }

  private String fitnessLabel(String login) {
    Tasks.Fitness fitness = host.tasks().fitness(login);
    return "PaylinkTaskPerson_" + fitness;
  }

  private static List<Map<String, String>> options(
      Words words, String family, Enum<?>[] constants) {
    return Arrays.stream(constants)
        .map(each -> Map.of("value", each.name(), "label", words.text(family + each.name())))
        .toList();
  }
}
