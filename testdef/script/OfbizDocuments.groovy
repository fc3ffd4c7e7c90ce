import java.sql.Timestamp
import java.time.Instant
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.service.LocalDispatcher
import org.apache.ofbiz.service.ServiceUtil

/** Makes orders, invoices and payments of the host, each of a customer of its own. */
class OfbizDocuments {
  static final String ORGANIZATION = 'Company'
  static final String STORE = 'PAYLINK_CONTRACT'
  private static final String PRODUCT = 'GZ-2644'
  private static final String SUPPLIER = 'DemoSupplier'

  private final Delegator delegator
  private final LocalDispatcher dispatcher

  OfbizDocuments(Delegator delegator, LocalDispatcher dispatcher) {
    this.delegator = delegator
    this.dispatcher = dispatcher
    delegator.createOrStore(delegator.makeValue('ProductStore', [productStoreId: STORE, payToPartyId: ORGANIZATION,
        storeName: 'Contract', companyName: 'Contract Company', headerApprovedStatus: 'ORDER_APPROVED',
        itemApprovedStatus: 'ITEM_APPROVED', headerCancelStatus: 'ORDER_CANCELLED', itemCancelStatus: 'ITEM_CANCELLED',
        defaultCurrencyUomId: 'USD', isImmediatelyFulfilled: 'N', checkInventory: 'N', reserveInventory: 'N']))
  }

  Map perform(String service, Map fields) {
    GenericValue system = delegator.findOne('UserLogin', [userLoginId: 'system'], true)
    Map result = dispatcher.runSync(service, [userLogin: system] + fields)
    if (!ServiceUtil.isSuccess(result)) {
      throw new IllegalStateException(service + ': ' + ServiceUtil.getErrorMessage(result))
    }
    return result
  }

  String customer() {
    String partyId = perform('createPerson', [firstName: 'Contract', lastName: 'Customer']).partyId
    ['BILL_TO_CUSTOMER', 'PLACING_CUSTOMER', 'CUSTOMER'].each {
      perform('createPartyRole', [partyId: partyId, roleTypeId: it])
    }
    return partyId
  }

  String salesOrder(BigDecimal total, String customer) {
    return order('SALES_ORDER', total, [BILL_FROM_VENDOR: ORGANIZATION, BILL_TO_CUSTOMER: customer,
        PLACING_CUSTOMER: customer])
  }

  String purchaseOrder(BigDecimal total) {
    return order('PURCHASE_ORDER', total, [BILL_FROM_VENDOR: SUPPLIER, BILL_TO_CUSTOMER: ORGANIZATION])
  }

  private String order(String type, BigDecimal total, Map<String, String> roles) {
    String orderId = delegator.getNextSeqId('OrderHeader')
    Timestamp now = Timestamp.from(Instant.now())
    delegator.create('OrderHeader', [orderId: orderId, orderTypeId: type, statusId: 'ORDER_CREATED', orderDate: now,
        entryDate: now, currencyUom: 'USD', grandTotal: total, remainingSubTotal: total, productStoreId: STORE,
        createdBy: 'system', invoicePerShipment: 'N', salesChannelEnumId: 'UNKNWN_SALES_CHANNEL'])
    delegator.create('OrderItem', [orderId: orderId, orderItemSeqId: '00001', orderItemTypeId: 'PRODUCT_ORDER_ITEM',
        productId: PRODUCT, isPromo: 'N', quantity: 1.0G, selectedAmount: 0.0G, unitPrice: total,
        isModifiedPrice: 'N', itemDescription: 'Round Gizmo', statusId: 'ITEM_CREATED'])
    roles.each { String role, String party ->
      if (delegator.findOne('PartyRole', [partyId: party, roleTypeId: role], false) == null) {
        perform('createPartyRole', [partyId: party, roleTypeId: role])
      }
      delegator.create('OrderRole', [orderId: orderId, partyId: party, roleTypeId: role])
    }
    return orderId
  }

  String salesInvoice(BigDecimal total, String customer) {
    return invoice('SALES_INVOICE', 'INV_FPROD_ITEM', ORGANIZATION, customer, total)
  }

  String purchaseInvoice(BigDecimal total) {
    return invoice('PURCHASE_INVOICE', 'PINV_FPROD_ITEM', SUPPLIER, ORGANIZATION, total)
  }

  private String invoice(String type, String itemType, String from, String to, BigDecimal total) {
    String invoiceId = perform('createInvoice', [invoiceTypeId: type, partyIdFrom: from, partyId: to,
        currencyUomId: 'USD', statusId: 'INVOICE_IN_PROCESS', description: 'Contract invoice']).invoiceId
    perform('createInvoiceItem', [invoiceId: invoiceId, invoiceItemTypeId: itemType, quantity: 1.0G, amount: total,
        description: 'Round Gizmo'])
    perform('setInvoiceStatus', [invoiceId: invoiceId, statusId: 'INVOICE_READY'])
    return invoiceId
  }

  String invoiceOf(String orderId, String item = null) {
    List<GenericValue> items = delegator.findByAnd('OrderItem',
        item == null ? [orderId: orderId] : [orderId: orderId, orderItemSeqId: item], null, false)
    return perform('createInvoiceForOrder', [orderId: orderId, billItems: items]).invoiceId
  }

  /** A payment received by bank transfer; the host's rule of equal amounts does not touch it, see OfbizReceipts. */
  String payment(String customer, BigDecimal amount, Map more = [:]) {
    return perform('createPayment', [paymentTypeId: 'CUSTOMER_PAYMENT', paymentMethodTypeId: 'EFT_ACCOUNT',
        statusId: 'PMNT_RECEIVED', partyIdFrom: customer, partyIdTo: ORGANIZATION, amount: amount,
        currencyUomId: 'USD', effectiveDate: Timestamp.from(Instant.now().minusSeconds(1))] + more).paymentId
  }

  String paymentOfOrder(String orderId, String customer, BigDecimal amount) {
    String preferenceId = perform('createOrderPaymentPreference', [orderId: orderId, paymentMethodTypeId: 'EFT_ACCOUNT',
        maxAmount: amount, statusId: 'PAYMENT_SETTLED', createdDate: Timestamp.from(Instant.now())])
        .orderPaymentPreferenceId
    return payment(customer, amount, [paymentPreferenceId: preferenceId])
  }

  void apply(String paymentId, String invoiceId) {
    perform('createPaymentApplication', [paymentId: paymentId, invoiceId: invoiceId])
  }
}
