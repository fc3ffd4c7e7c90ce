package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.sql.Timestamp
import java.util.concurrent.Callable
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.service.DispatchContext
import org.apache.ofbiz.service.ServiceUtil
import org.paylink.Paylink
import org.paylink.byhand.Confirmed
import org.paylink.byhand.HandPayment
import org.paylink.byhand.Undone
import org.paylink.host.Permission
import org.paylink.issuing.IssueRequest
import org.paylink.issuing.Issued
import org.paylink.link.ExceptionTasks
import org.paylink.link.PaymentExceptions.PaymentException
import org.paylink.link.ReceiptKey
import org.paylink.link.ReceiptType
import org.paylink.link.SubjectType
import org.paylink.link.Transition
import org.paylink.page.ExceptionWords
import org.paylink.policy.PolicyField
import org.paylink.problem.PaylinkException
import org.paylink.problem.Problem
import org.paylink.refund.RefundWish
import org.paylink.refund.Refunded

/** One call of a service: hands it to Paylink and maps what comes back. Permissions are checked by what is called. */
@CompileStatic
final class ServiceCalls {
  private final Delegator delegator
  private final Paylink paylink
  private final OfbizUser user
  private final Map<String, Object> given

  ServiceCalls(DispatchContext context, Map<String, Object> given) {
    delegator = context.delegator
    paylink = OfbizPaylink.of(context.delegator, context.dispatcher)
    user = new OfbizUser((GenericValue) given.userLogin, context.security, (Locale) given.locale,
        (TimeZone) given.timeZone)
    this.given = given
  }

  Map<String, Object> create() {
    return answer {
      Issued issued = paylink.issue(request(), user.actor)
      [paymentLinkId: issued.linkId(), url: issued.url(), created: issued.created()] as Map<String, Object>
    }
  }

  Map<String, Object> cancel() {
    return answer {
      Transition transition = paylink.cancel(text('paymentLinkId').orElse(''), text('reason'), user.actor)
      [cancelledNow: transition instanceof Transition.Applied] as Map<String, Object>
    }
  }

  Map<String, Object> url() {
    return answer { [url: paylink.url(text('paymentLinkId').orElse(''), user.actor)] as Map<String, Object> }
  }

  Map<String, Object> check() {
    return answer {
      [answered: paylink.checkNow(text('paymentLinkId').orElse(''), user.actor)] as Map<String, Object>
    }
  }

  Map<String, Object> confirmByHand() {
    return answer {
      HandPayment payment = new HandPayment(
          text('paymentLinkId').orElse(''), text('requestKey').orElse(''), text('method').orElse(''),
          text('reference').orElse(''), Optional.ofNullable(amount((BigDecimal) given.amount)), text('receivedOn'),
          given.closeCheckout == Boolean.TRUE)
      Confirmed confirmed = paylink.confirmByHand(payment, user.actor, user.zone)
      [confirmationId: confirmed.confirmationId(), amount: confirmed.amount().major(),
       currencyUomId: confirmed.amount().currency(), created: confirmed.created()] as Map<String, Object>
    }
  }

  Map<String, Object> refund() {
    return answer {
      ReceiptKey charge = new ReceiptKey(
          text('gatewayAccountId').orElse(''), text('externalRef').orElse(''), ReceiptType.CHARGE)
      Refunded refunded = paylink.refund(new RefundWish(
          text('requestKey').orElse(''), charge, Optional.ofNullable(amount((BigDecimal) given.amount)),
          Optional.<String> empty(), text('treatment').orElse(''), text('reason').orElse('REQUESTED_BY_CUSTOMER'),
          text('note'), Optional.<String> empty(), Optional.<String> empty()), user.actor)
      [paymentRefundId: refunded.refundId(), paymentLinkId: refunded.linkId(), amount: refunded.amount().major(),
       currencyUomId: refunded.amount().currency(), state: refunded.state().name(),
       amountLeft: refunded.left().major()] as Map<String, Object>
    }
  }

  Map<String, Object> undoConfirmation() {
    return answer {
      Undone undone = paylink.undoConfirmation(
          text('confirmationId').orElse(''), text('reason').orElse(''), user.actor)
      [reversed: undone.posted(), lifecycle: undone.lifecycle().name()] as Map<String, Object>
    }
  }

  Map<String, Object> resolveException() {
    return answer {
      paylink.resolveException(text('exceptionId').orElse(''), text('resolution').orElse(''), user.actor)
      [:] as Map<String, Object>
    }
  }

  Map<String, Object> openExceptions() {
    return answer {
      [exceptions: paylink.openExceptions(user.actor).collect { PaymentException open ->
        [exceptionId: open.id(), kind: open.kind().name(), paymentLinkId: open.linkId().orElse(null),
         detail: ExceptionWords.detail(open.kind(), open.detail(), user.words), openedAt: Timestamp.from(open.openedAt()),
         workEffortId: open.task().map { ExceptionTasks.Task task -> task.id() }.orElse(null)]
      }] as Map<String, Object>
    }
  }

  Map<String, Object> sweep() {
    return answer {
      user.actor.require(Permission.ADMIN)
      paylink.sweeper().sweep()
      [:] as Map<String, Object>
    }
  }

  Map<String, Object> testAccount() {
    return answer {
      new ConnectionTest(paylink, user, new OfbizAccounts(delegator)).of(text('gatewayAccountId').orElse(''))
    }
  }

  Map<String, Object> storeAccount() {
    return answer { new AccountEntry(delegator, user, paylink.operations().providers()).store(given) }
  }

  Map<String, Object> storeSettings() {
    return answer { new SettingsEntry(delegator, user).store(given) }
  }

  Map<String, Object> storePolicy() {
    return answer {
      Map<PolicyField, String> texts = new EnumMap<PolicyField, String>(PolicyField)
      for (PolicyField field : PolicyField.values()) {
        text(field.field()).ifPresent { String value -> texts.put(field, value) }
      }
      paylink.storePolicy(texts, user.actor)
      [:] as Map<String, Object>
    }
  }

  private IssueRequest request() {
    String type = text('subjectType').orElse('')
    if (!(type in SubjectType.values()*.name())) {
      throw new PaylinkException(Problem.DOCUMENT_UNKNOWN, [documentNumber: text('subjectId').orElse('')])
    }
    return new IssueRequest(
        text('requestKey').orElse(''),
        SubjectType.valueOf(type),
        text('subjectId').orElse(''),
        text('organizationPartyId'),
        Optional.ofNullable(amount((BigDecimal) given.amount)),
        text('currencyUomId'),
        text('purpose'),
        text('validityDays'),
        accounts(),
        given.replace == Boolean.TRUE,
        given.additional == Boolean.TRUE,
        text('localeTag').orElse(user.locale.toLanguageTag()),
        'service')
  }

  private List<String> accounts() {
    List<?> several = (List<?>) given.gatewayAccountIds
    return several ? several.collect { Object id -> String.valueOf(id) } : text('gatewayAccountId').stream().toList()
  }

  private static String amount(BigDecimal value) {
    return value == null ? null : value.stripTrailingZeros().toPlainString()
  }

  private Optional<String> text(String name) {
    Object value = given.get(name)
    return value == null ? Optional.<String>empty() : Optional.of(value.toString())
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
