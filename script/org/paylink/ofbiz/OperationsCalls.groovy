package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.util.concurrent.Callable
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.service.DispatchContext
import org.apache.ofbiz.service.ServiceUtil
import org.paylink.Operations
import org.paylink.desk.HealthPage
import org.paylink.health.HealthReport
import org.paylink.health.Metrics
import org.paylink.issuing.RotateTokens
import org.paylink.privacy.VerifyHistory

/**
 * One call of an administrator's service: hands it over and maps what comes back. What is called checks permissions.
 */
@CompileStatic
final class OperationsCalls {
  private final Operations operations
  private final OfbizUser user
  private final Map<String, Object> given

  OperationsCalls(DispatchContext context, Map<String, Object> given) {
    operations = OfbizPaylink.of(context.delegator, context.dispatcher).operations()
    user = new OfbizUser((GenericValue) given.userLogin, context.security, (Locale) given.locale,
        (TimeZone) given.timeZone)
    this.given = given
  }

  Map<String, Object> health() {
    return answer {
      HealthReport report = operations.health(user.actor)
      List<Map<String, Object>> findings = report.findings().collect { HealthReport.Finding found ->
        [finding: found.ailment().name(), down: found.ailment().isDown(),
         sentence: HealthPage.sentence(user.words, found)] as Map<String, Object>
      }
      [up: report.isUp(), findings: findings, metrics: Metrics.of(report)] as Map<String, Object>
    }
  }

  Map<String, Object> rotateTokens() {
    return answer {
      Optional<String> linkId = text('paymentLinkId')
      RotateTokens.Rotated rotated = linkId.isPresent() ?
          operations.rotateTokens().rotate(linkId.get(), user.actor) : operations.rotateTokens().rotateOld(user.actor)
      [paymentLinkIds: rotated.linkIds(), more: rotated.more()] as Map<String, Object>
    }
  }

  Map<String, Object> erase() {
    return answer {
      [links: (long) operations.erasePersonalData(text('partyId').orElse(''), user.actor)] as Map<String, Object>
    }
  }

  Map<String, Object> verifyHistory() {
    return answer {
      Optional<String> linkId = text('paymentLinkId')
      VerifyHistory.Verified found = linkId.isPresent() ?
          operations.verifyHistory().verify(linkId.get(), user.actor) :
          operations.verifyHistory().verifyFrom(text('fromPaymentLinkId'), user.actor)
      List<Map<String, Object>> broken = found.broken().collect { VerifyHistory.Broken each ->
        [paymentLinkId: each.linkId(), sequenceNum: each.sequence()] as Map<String, Object>
      }
      [checked: (long) found.checked(), broken: broken, nextPaymentLinkId: found.next().orElse(null)] as
          Map<String, Object>
    }
  }

  private Optional<String> text(String name) {
    Object value = given.get(name)
    return value == null || value.toString().isEmpty() ? Optional.<String>empty() : Optional.of(value.toString())
  }

  private Map<String, Object> answer(Callable<Map<String, Object>> work) {
    try {
      Map<String, Object> result = ServiceUtil.returnSuccess()
      result.putAll(OfbizPaylink.outsideOfTransactions { work.call() } as Map<String, Object>)
      return result
    } catch (Exception e) {
      return ServiceUtil.returnError(user.sentence(e))
    }
  }
}
