namespace Azure.Data.Tables.Models;

/// <summary>A table of the account.</summary>
public class TableItem
{
    /// <summary>A table by its name.</summary>
    public TableItem(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>The table's name.</summary>
    public string Name { get; }
}
