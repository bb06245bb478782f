namespace Microsoft.Azure.Functions.Worker;

/// <summary>Typed features of one invocation.</summary>
public interface IInvocationFeatures
{
    /// <summary>Sets the feature of type <typeparamref name="T"/>, replacing an earlier one.</summary>
    void Set<T>(T instance);

    /// <summary>The feature of type <typeparamref name="T"/>, or null.</summary>
    T? Get<T>();
}
