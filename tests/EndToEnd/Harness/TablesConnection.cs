using System.Text;
using System.Text.RegularExpressions;

namespace EndToEnd.Harness;

/// <summary>One of the app's connections to its tables, over which it sends one request at a time.</summary>
/// <param name="era">When it was made; what ends the app's process begins the next era, and what is older is cut off.</param>
internal sealed partial class TablesConnection(int era)
{
    private readonly StringBuilder _transaction = new();
    private readonly StringBuilder _lateAnswer = new();
    private volatile bool _isLate;

    public int Era => era;

    /// <summary>Whether its transaction is the last that was sent and was held back.</summary>
    public bool IsLate
    {
        get => _isLate;
        set => _isLate = value;
    }

    /// <summary>Whether the last of a transaction has come.</summary>
    public bool IsWholeTransaction => _transaction.Length > 0 && TransactionEnd().IsMatch(_transaction.ToString());

    /// <summary>A transaction may come in pieces.</summary>
    public void Note(ReadOnlySpan<byte> bytes, string head)
    {
        if (Request().IsMatch(head))
        {
            _transaction.Clear();
            IsLate = false;
        }

        if (_transaction.Length > 0 || head.Contains("/$batch ", StringComparison.Ordinal))
            _transaction.Append(Encoding.ASCII.GetString(bytes));
    }

    /// <summary>Whether the transaction that is being sent holds the text.</summary>
    public bool Holds(string text) => _transaction.ToString().Contains(text, StringComparison.Ordinal);

    /// <summary>An answer may come in pieces too.</summary>
    public void Hear(ReadOnlySpan<byte> bytes)
    {
        if (!IsLate)
            return;
        lock (_lateAnswer)
            _lateAnswer.Append(Encoding.ASCII.GetString(bytes));
    }

    /// <summary>What became of the transaction that was held back, such as <c>204</c>; null until it is answered.</summary>
    public string? LateStatus
    {
        get
        {
            lock (_lateAnswer)
                return Outcome().Match(_lateAnswer.ToString()) is { Success: true } found ? found.Groups[1].Value : null;
        }
    }

    /// <summary>Method and table of a request.</summary>
    [GeneratedRegex(@"^([A-Z]+) /[^/ ]+/([$A-Za-z]+)")]
    public static partial Regex Request();

    /// <summary>The answer as a whole is 202, whatever became of the transaction.</summary>
    [GeneratedRegex(@"HTTP/1\.1 (?!202)(\d{3})")]
    private static partial Regex Outcome();

    [GeneratedRegex(@"--batch_[-0-9a-f]+--\s*$")]
    private static partial Regex TransactionEnd();
}
