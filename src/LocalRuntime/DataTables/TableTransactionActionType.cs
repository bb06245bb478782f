namespace Azure.Data.Tables;

/// <summary>The kind of change that one action of a transaction makes.</summary>
public enum TableTransactionActionType
{
    /// <summary>Insert; fails with EntityAlreadyExists when the row is there.</summary>
    Add = 0,

    /// <summary>Merge into the row of the action's ETag; without one, insert or merge.</summary>
    UpdateMerge = 1,

    /// <summary>Replace the row of the action's ETag; without one, insert or replace.</summary>
    UpdateReplace = 2,

    /// <summary>Delete the row of the action's ETag; without one, whatever its version.</summary>
    Delete = 3,

    /// <summary>Insert or merge.</summary>
    UpsertMerge = 4,

    /// <summary>Insert or replace.</summary>
    UpsertReplace = 5,
}
