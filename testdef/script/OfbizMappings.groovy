import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue

/** Which accounts the organization uses on the demo data; cases take some of them away for a moment. */
class OfbizMappings {
  static final String METHOD = 'PAYLINK_CONTRACT'
  static final Map<String, String> ACCOUNTS = [CLEARING: '122500', UNAPPLIED: '126000', RECEIVABLE: '120000',
      RETURNS: '421000', FEES: '701000']
  private static final String METHOD_TYPE = 'EXT_PAYLINK'

  private final Delegator delegator
  private GenericValue typeMapping

  OfbizMappings(Delegator delegator) {
    this.delegator = delegator
  }

  void remove(String account) {
    if (account == 'CLEARING') {
      typeMapping = delegator.findOne('PaymentMethodTypeGlAccount',
          [paymentMethodTypeId: METHOD_TYPE, organizationPartyId: OfbizDocuments.ORGANIZATION], false)
      typeMapping?.remove()
    }
    change(account, null)
  }

  void restore(String account) {
    if (account == 'CLEARING' && typeMapping != null) {
      delegator.createOrStore(typeMapping.clone())
    }
    change(account, ACCOUNTS[account])
  }

  private void change(String account, String glAccountId) {
    Map<String, Map> rows = [
        CLEARING: [entity: 'PaymentMethod', fields: [paymentMethodId: METHOD, paymentMethodTypeId: METHOD_TYPE,
            partyId: OfbizDocuments.ORGANIZATION, glAccountId: glAccountId, description: 'Contract']],
        RETURNS: [entity: 'InvoiceItemType', fields: [invoiceItemTypeId: 'CRT_PROD_ITEM',
            defaultGlAccountId: glAccountId]],
        FEES: [entity: 'GlAccountTypeDefault', fields: [glAccountTypeId: 'PAYLINK_FEES',
            organizationPartyId: OfbizDocuments.ORGANIZATION, glAccountId: glAccountId]],
    ]
    delegator.createOrStore(delegator.makeValue(rows[account].entity, rows[account].fields))
  }
}
