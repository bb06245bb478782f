namespace ChildProtection.Domain.PlanDocument;

public enum CoreGroupMemberKind
{
    Parent,
    Child,
    Professional,
    Carer,
    Family,
    Expert,
    Interpreter,
    Advocate,

    /// <summary>A friend or relative whom a parent brings to a meeting for support, without a part in the plan (S2-09).</summary>
    Supporter,
}
