namespace ChildProtection.Functions.Platform.Http;

/// <summary>The faults of a request by place: a JSON pointer into the body, or the name of a header or query parameter.</summary>
internal sealed class ValidationErrors
{
    // Limits the answer to a body with very many faults.
    private const int Most = 200;

    private readonly Dictionary<string, List<string>> _byPointer = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, List<string>> ByPointer => _byPointer;

    public int Count { get; private set; }

    public bool Any => Count > 0;

    public string Summary => Count switch
    {
        1 => "The request has one fault. Correct it as errors says.",
        < Most => $"The request has {Count} faults. Correct them as errors says.",
        _ => $"The request has more than {Most} faults. Correct the first ones as errors says.",
    };

    public ValidationErrors Add(string place, string message)
    {
        if (Count == Most)
            return this;
        Count++;
        if (_byPointer.TryGetValue(place, out var messages))
            messages.Add(message);
        else
            _byPointer[place] = [message];
        return this;
    }

    /// <exception cref="ProblemException">There is a fault.</exception>
    public void ThrowIfAny()
    {
        if (Any)
            throw new ProblemException(Problems.Validation(this));
    }
}
