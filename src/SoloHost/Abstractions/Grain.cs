using Orleans.Runtime;
using SoloHost.Engine;

namespace Orleans;

/// <summary>What grain classes derive from. One activation runs one turn at a time, so its fields need no locks.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly Activation _activation;

    /// <exception cref="InvalidOperationException">Made by hand: only the host makes grains.</exception>
    protected Grain() => _activation = Activation.UnderConstruction;

    public IGrainContext GrainContext => _activation;

    public GrainReference GrainReference => _activation.GrainReference;

    protected IGrainFactory GrainFactory => _activation.Silo.GrainFactory;

    protected internal IServiceProvider ServiceProvider => _activation.ActivationServices;

    public string IdentityString => _activation.GrainId.ToString();

    /// <summary>Names the silo this activation lives in; for logs only, nothing may depend on where a grain lives.</summary>
    public string RuntimeIdentity => _activation.Silo.Address.ToString();

    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    protected void DelayDeactivation(TimeSpan timeSpan) => _activation.DelayDeactivation(timeSpan);
}
