package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.paylink.host.Ledger
import org.paylink.money.Money

/** What the host holds under a payment's id. */
@CompileStatic
class OfbizPayments {
    private final Delegator delegator
    private final OfbizOrders orders

    OfbizPayments(Delegator delegator, OfbizOrders orders) {
        this.delegator = delegator
        this.orders = orders
    }

    /** The payment, or null. */
    GenericValue find(String paymentId) {
        return OfbizServices.reading {
            EntityQuery.use(delegator).from('Payment').where([paymentId: paymentId] as Map<String, Object>).queryOne()
        }
    }

    /**
     * What of the payment is in the books. One that was voided, cancelled or set back holds nothing. A payment by way
     * of an order's preference is the order's, wholly, but for what the host has applied to a stranger's invoice.
     */
    Ledger.Posted posted(GenericValue payment) {
        String paymentId = payment.getString('paymentId')
        String currency = payment.getString('currencyUomId')
        if (!(payment.getString('statusId') in OfbizInvoices.MOVED)) {
            return new Ledger.Posted(paymentId, Money.zero(currency), Money.zero(currency), [])
        }
        List<GenericValue> applications = applications(paymentId)
        List<String> invoiceIds = applications.collect { GenericValue it -> it.getString('invoiceId') }
        BigDecimal amount = payment.getBigDecimal('amount')
        BigDecimal applied = applied(applications)
        String orderId = orderId(payment)
        if (orderId == null) {
            return answer(paymentId, currency, amount, applied, invoiceIds)
        }
        List<String> ownInvoices = orders.invoiceIds(orderId)
        BigDecimal elsewhere = OfbizPayments.applied(
            applications.findAll { GenericValue it -> !(it.getString('invoiceId') in ownInvoices) })
        return answer(paymentId, currency, amount, amount,
            elsewhere.compareTo(amount) < 0 ? [orderId] + invoiceIds : invoiceIds)
    }

    private List<GenericValue> applications(String paymentId) {
        List<GenericValue> all = OfbizServices.reading {
            EntityQuery.use(delegator).from('PaymentApplication').where([paymentId: paymentId] as Map<String, Object>)
                .orderBy('paymentApplicationId').queryList()
        }
        return all.findAll { GenericValue it -> it.getString('invoiceId') != null }
    }

    private String orderId(GenericValue payment) {
        String preferenceId = payment.getString('paymentPreferenceId')
        return preferenceId == null ? null : OfbizServices.reading {
            EntityQuery.use(delegator).from('OrderPaymentPreference')
                .where([orderPaymentPreferenceId: preferenceId] as Map<String, Object>).queryOne()
        }?.getString('orderId')
    }

    private static BigDecimal applied(List<GenericValue> applications) {
        return OfbizAmounts.sum(applications.collect { GenericValue it -> it.getBigDecimal('amountApplied') })
    }

    private static Ledger.Posted answer(
        String paymentId, String currency, BigDecimal amount, BigDecimal applied, List<String> appliedTo) {
        return new Ledger.Posted(paymentId, OfbizAmounts.money(currency, amount),
            OfbizAmounts.money(currency, applied), appliedTo)
    }
}
