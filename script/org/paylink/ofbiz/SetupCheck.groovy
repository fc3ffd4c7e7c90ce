package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.util.stream.Collectors
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.service.LocalDispatcher
import org.paylink.gateway.GatewayAccount
import org.paylink.gateway.Mode
import org.paylink.host.Host
import org.paylink.host.Tasks
import org.paylink.problem.Problem

/** Says what is still to be set up before links can be made and paid. */
@CompileStatic
final class SetupCheck {
  private final Host host
  private final OfbizUser user

  SetupCheck(Delegator delegator, LocalDispatcher dispatcher, OfbizUser user) {
    this.host = OfbizHost.of(delegator, dispatcher)
    this.user = user
  }

  /** What is missing, as sentences; empty when all is there. */
  List<String> gaps() {
    List<String> gaps = []
    gap(gaps) { lineGap() }
    gap(gaps) { tokenKeyGap() }
    gap(gaps) { baseUrlGap() }
    gap(gaps) { accountGap() }
    gap(gaps) { taskGap() }
    return gaps
  }

  private static void gap(List<String> gaps, Closure<String> check) {
    String found
    try {
      found = check.call()
    } catch (IllegalStateException | IllegalArgumentException unreadable) {
      // Settings and key files that can't be read say themselves what is wrong with them, without their content.
      found = unreadable.message
    }
    if (found) {
      gaps.add(found)
    }
  }

  private String lineGap() {
    Map<String, String> mismatch = HostLine.mismatch()
    return mismatch.isEmpty() ? '' : user.words.text('PaylinkSetup_WrongLine', mismatch)
  }

  private String tokenKeyGap() {
    return host.tokenKeys().currentVersion().isPresent() ? '' : user.words.text('PaylinkSetup_TokenKey')
  }

  private String baseUrlGap() {
    Optional<URI> base = host.settings().publicBaseUrl()
    if (!base.isPresent()) {
      return problem(Problem.PUBLIC_URL_MISSING)
    }
    boolean safe = base.get().scheme == 'https' || host.settings().allowsPlainHttp()
    return safe ? '' : problem(Problem.PUBLIC_URL_NOT_HTTPS)
  }

  private String accountGap() {
    List<GatewayAccount> enabled = host.accounts().all().findAll { GatewayAccount account -> account.enabled() }
    if (enabled.isEmpty()) {
      return problem(Problem.ACCOUNT_MISSING)
    }
    boolean testOnly = enabled.every { GatewayAccount account -> account.mode() == Mode.TEST }
    return testOnly && !host.settings().isTestHost() ? user.words.text('PaylinkSetup_TestMoneyWithheld') : ''
  }

  private String taskGap() {
    List<String> logins = host.settings().policy().taskPeople().everyone().collect(Collectors.<String>toList())
    if (logins.isEmpty()) {
      return user.words.text('PaylinkPolicy_NobodyGetsTasks')
    }
    List<Tasks.Fitness> unfit = [Tasks.Fitness.UNKNOWN, Tasks.Fitness.NOT_PERMITTED]
    return logins.findAll { String login -> host.tasks().fitness(login) in unfit }
        .collect { String login -> user.words.text('PaylinkTaskPerson_' + host.tasks().fitness(login), [user: login]) }
        .join(' ')
  }

  private String problem(Problem problem) {
    return user.words.problem(problem, [:] as Map<String, String>)
  }
}
