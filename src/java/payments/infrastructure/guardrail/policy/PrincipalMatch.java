package payments.infrastructure.guardrail.policy;

/**
 * How a statement of a resource's policy means a caller. AWS treats the ways differently (IAM User Guide, "How AWS
 * enforcement code logic evaluates requests to allow or deny access").
 *
 * @param directly as everyone, as a user, service or session: the grant is not limited by a boundary or session policy
 * @param asRole by the role's ARN: the grant is limited by the role's boundary and by the session policy
 * @param asAccount by its account: the account's own policies decide
 */
record PrincipalMatch(Truth directly, Truth asRole, Truth asAccount) {
    static final PrincipalMatch NONE = new PrincipalMatch(Truth.FALSE, Truth.FALSE, Truth.FALSE);

    static PrincipalMatch directly(Truth truth) {
        return new PrincipalMatch(truth, Truth.FALSE, Truth.FALSE);
    }

    PrincipalMatch or(PrincipalMatch other) {
        return new PrincipalMatch(directly.or(other.directly), asRole.or(other.asRole), asAccount.or(other.asAccount));
    }

    PrincipalMatch and(Truth truth) {
        return new PrincipalMatch(directly.and(truth), asRole.and(truth), asAccount.and(truth));
    }

    Truth any() {
        return directly.or(asRole).or(asAccount);
    }
}
