package org.paylink.task;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.paylink.gateway.GatewayAccount;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.Outbox;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentExceptions.PaymentException;
import org.paylink.policy.Policy;
import org.paylink.policy.PolicyField;
import org.paylink.policy.PolicyTexts;
import org.paylink.policy.TaskPeople;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

/** Changes the policy. What would contradict itself is refused and nothing is stored. */
public final class PolicyEntry {
  private final Host host;

  /** For a host. */
  public PolicyEntry(Host host) {
    this.host = host;
  }

  /**
   * Stores parts of the policy; those that aren't given stay as they are. Whoever gets tasks from
   * now on also gets those of open exceptions that nobody got; tasks that somebody has stay there.
   *
   * @throws PaylinkException PERMISSION_MISSING, or a POLICY_ problem with the fact {@code field}
   */
  public Policy store(Map<PolicyField, String> given, Actor actor) {
    actor.require(Permission.ADMIN);
    Map<PolicyField, String> all = new EnumMap<>(PolicyField.class);
    all.putAll(host.settings().policyTexts());
    all.putAll(given);
    Policy policy = PolicyTexts.read(all);
    checkPeople(policy.taskPeople());
    Map<PolicyField, String> texts = PolicyTexts.of(policy);
    texts.keySet().retainAll(given.keySet());
    host.settings().storePolicy(texts);
    host.records().run(unit -> PaymentExceptions.open(unit).forEach(e -> askAgain(unit, e)));
    return policy;
  }

  private void askAgain(org.paylink.records.Unit unit, PaymentException exception) {
    if (exception.task().isEmpty()) {
      Outbox.addForException(
          unit, Outbox.Kind.OPEN_TASK, exception.id(), exception.linkId(), host.clock().instant());
    }
  }

  private void checkPeople(TaskPeople people) {
    Set<String> organizations =
        host.accounts().all().stream()
            .map(GatewayAccount::organizationPartyId)
            .collect(Collectors.toSet());
    for (String organization : people.byOrganization().keySet()) {
      if (!organizations.contains(organization)) {
        throw refused(Problem.POLICY_TASK_ORGANIZATION_UNKNOWN, "account", organization);
      }
    }
    List<String> everyone = people.everyone().toList();
    for (String login : everyone) {
      switch (host.tasks().fitness(login)) {
        case UNKNOWN -> throw refused(Problem.POLICY_TASK_PERSON_UNKNOWN, "user", login);
        case NOT_PERMITTED -> throw refused(Problem.POLICY_TASK_PERSON_NOT_ALLOWED, "user", login);
        case FIT, CANNOT_SEE_HOST_LIST -> {
          // Gets tasks; where they can be seen is said on the policy's page.
        }
      }
    }
  }

  private static PaylinkException refused(Problem problem, String fact, String value) {
    return PolicyTexts.refused(problem, PolicyField.TASK_PEOPLE, Map.of(fact, value));
  }
}
