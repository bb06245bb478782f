using System.Diagnostics.CodeAnalysis;

namespace Azure.Data.Tables.Models;

/// <summary>The service's name for a failure, to compare with <see cref="RequestFailedException.ErrorCode"/>. Case does not matter.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "The official package has the operator alone.")]
public readonly struct TableErrorCode : IEquatable<TableErrorCode>
{
    private readonly string value;

    /// <summary>A code by its name.</summary>
    public TableErrorCode(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        this.value = value;
    }

    /// <summary>409: a row with these keys is there already.</summary>
    public static TableErrorCode EntityAlreadyExists => new("EntityAlreadyExists");

    /// <summary>400: the row is over 1 MiB.</summary>
    public static TableErrorCode EntityTooLarge => new("EntityTooLarge");

    /// <summary>400: the actions of a transaction are for more than one partition.</summary>
    public static TableErrorCode CommandsInBatchActOnDifferentPartitions => new("CommandsInBatchActOnDifferentPartitions");

    /// <summary>400: a transaction names one row twice.</summary>
    public static TableErrorCode InvalidDuplicateRow => new("InvalidDuplicateRow");

    /// <summary>400: the request cannot be understood or breaks a limit that has no code of its own.</summary>
    public static TableErrorCode InvalidInput => new("InvalidInput");

    /// <summary>400: a string or binary property is over 64 KiB.</summary>
    public static TableErrorCode PropertyValueTooLarge => new("PropertyValueTooLarge");

    /// <summary>404: there is no row with these keys.</summary>
    public static TableErrorCode ResourceNotFound => new("ResourceNotFound");

    /// <summary>409: a table of this name is there already.</summary>
    public static TableErrorCode TableAlreadyExists => new("TableAlreadyExists");

    /// <summary>409: a table of this name is still being deleted; on Azure that takes up to a minute.</summary>
    public static TableErrorCode TableBeingDeleted => new("TableBeingDeleted");

    /// <summary>404: there is no table of this name.</summary>
    public static TableErrorCode TableNotFound => new("TableNotFound");

    /// <summary>412: the row has changed since the ETag was read.</summary>
    public static TableErrorCode UpdateConditionNotSatisfied => new("UpdateConditionNotSatisfied");

    /// <summary>Whether both are one code.</summary>
    public static bool operator ==(TableErrorCode left, TableErrorCode right) => left.Equals(right);

    /// <summary>Whether they are different codes.</summary>
    public static bool operator !=(TableErrorCode left, TableErrorCode right) => !left.Equals(right);

    /// <summary>Whether the text names the code.</summary>
    public static bool operator ==(TableErrorCode code, string? value) => value is not null && code.Equals(new TableErrorCode(value));

    /// <summary>Whether the text does not name the code.</summary>
    public static bool operator !=(TableErrorCode code, string? value) => !(code == value);

    /// <summary>Whether the text names the code.</summary>
    public static bool operator ==(string? value, TableErrorCode code) => code == value;

    /// <summary>Whether the text does not name the code.</summary>
    public static bool operator !=(string? value, TableErrorCode code) => !(code == value);

    /// <summary>A code by its name.</summary>
    public static implicit operator TableErrorCode(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(TableErrorCode other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TableErrorCode other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <summary>The code's name.</summary>
    public override string ToString() => value;
}
