namespace ChildProtection.Domain.Profiles;

/// <summary>Why a parameter cannot serve.</summary>
public enum ParameterFault
{
    /// <summary>The profile has no parameter of that name.</summary>
    Unknown,

    /// <summary>It exists, but no due date follows from a date with it.</summary>
    NotADateRule,

    /// <summary>It holds no single period.</summary>
    NotAPeriod,

    /// <summary>It holds a value of another kind than was asked for.</summary>
    WrongKind,
}

/// <summary>A parameter was asked for that does not exist or is of another kind.</summary>
public sealed class ProcedureParameterException(string parameter, ParameterFault fault, string message) : Exception(message)
{
    public string Parameter { get; } = parameter;

    public ParameterFault Fault { get; } = fault;
}
