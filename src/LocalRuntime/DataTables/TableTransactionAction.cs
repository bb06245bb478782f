namespace Azure.Data.Tables;

/// <summary>One change of a transaction. The condition is <see cref="ETag"/>; the entity's own ETag is not looked at.</summary>
public class TableTransactionAction
{
    /// <summary>A change without a condition. See <see cref="TableTransactionActionType"/> for what that means for each kind.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    /// <summary>A change that holds only while the stored row has this ETag.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    /// <summary>The kind of change.</summary>
    public TableTransactionActionType ActionType { get; }

    /// <summary>The row: all of it, or for a delete its keys.</summary>
    public ITableEntity Entity { get; }

    /// <summary>The version that the stored row must have; default when there is no condition.</summary>
    public ETag ETag { get; }
}
